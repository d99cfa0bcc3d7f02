package dev.evoka.optimizers;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// The optimizer of a [Search].
final class Searching implements DenseOptimizer {

    private final char tag;
    private final int dimension;
    private final Search search;
    private long generation;
    private Candidates open;

    private Searching(char tag, int dimension, Search search, long generation) {
        this.tag = tag;
        this.dimension = dimension;
        this.search = search;
        this.generation = generation;
        this.open = proposed();
    }

    static Searching begin(char tag, int dimension, Search search) {
        return new Searching(tag, dimension, search, 0);
    }

    static Searching resume(char tag, int dimension, Search search, byte[] state) {
        ByteBuffer buffer = State.open(tag, state);
        try {
            long generation = buffer.getLong();
            search.read(buffer);
            if (buffer.hasRemaining()) {
                throw new IllegalArgumentException(
                        "state must end where the algorithm does but had %d bytes more: it is of other settings"
                                .formatted(buffer.remaining()));
            }
            return new Searching(tag, dimension, search, generation);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("state ends too early: it is cut, or of other settings", e);
        }
    }

    private Candidates proposed() {
        double[] values = search.propose(generation);
        return new Candidates(values.length / dimension, dimension, values);
    }

    @Override
    public Candidates ask() {
        return open;
    }

    @Override
    public void tell(double[] errors) {
        Ranking.checkLength(errors, open.count());
        search.learn(generation, open.values(), errors);
        generation++;
        open = proposed();
    }

    @Override
    public void welcome(double[] point, double error) {
        search.welcome(point, error);
        open = proposed();
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public double sigma() {
        return search.sigma();
    }

    @Override
    public String explanation() {
        return search.explanation();
    }

    @Override
    public boolean converged() {
        return search.converged();
    }

    @Override
    public byte[] state() {
        StateWriter state = new StateWriter(tag).put(generation);
        search.write(state);
        return state.bytes();
    }
}
