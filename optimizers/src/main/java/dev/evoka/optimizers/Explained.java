package dev.evoka.optimizers;

import java.nio.ByteBuffer;

/// A search that says why it was picked.
record Explained(Search search, String explanation) implements Search {

    @Override
    public double[] propose(long generation) {
        return search.propose(generation);
    }

    @Override
    public void learn(long generation, double[] candidates, double[] errors) {
        search.learn(generation, candidates, errors);
    }

    @Override
    public void welcome(double[] point, double error) {
        search.welcome(point, error);
    }

    @Override
    public double sigma() {
        return search.sigma();
    }

    @Override
    public boolean converged() {
        return search.converged();
    }

    @Override
    public void write(StateWriter state) {
        search.write(state);
    }

    @Override
    public void read(ByteBuffer state) {
        search.read(state);
    }
}
