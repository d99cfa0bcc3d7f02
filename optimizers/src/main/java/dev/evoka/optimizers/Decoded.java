package dev.evoka.optimizers;

/// An optimizer of parameters of several kinds: searches the space's coordinates and gives out the parameters.
final class Decoded implements DenseOptimizer {

    private final SearchSpace space;
    private final DenseOptimizer coordinates;

    Decoded(SearchSpace space, DenseOptimizer coordinates) {
        this.space = space;
        this.coordinates = coordinates;
    }

    @Override
    public Candidates ask() {
        Candidates asked = coordinates.ask();
        double[] values = asked.values().clone();
        int d = asked.dimension();
        for (int at = 0; at < values.length; at++) {
            int i = at % d;
            values[at] = space.clamp(i, space.kinds().get(i).decoded(values[at]));
        }
        return new Candidates(asked.count(), d, values);
    }

    @Override
    public void tell(double[] errors) {
        coordinates.tell(errors);
    }

    @Override
    public long generation() {
        return coordinates.generation();
    }

    @Override
    public double sigma() {
        return coordinates.sigma();
    }

    @Override
    public boolean converged() {
        return coordinates.converged();
    }

    @Override
    public String explanation() {
        return coordinates.explanation();
    }

    @Override
    public byte[] state() {
        return coordinates.state();
    }
}
