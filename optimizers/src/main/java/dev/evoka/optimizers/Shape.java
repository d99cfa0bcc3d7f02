package dev.evoka.optimizers;

import java.nio.ByteBuffer;

/// The shape of a multivariate normal distribution with mean 0: what the variants of CMA-ES learn, each in its own
/// form. A matrix A with C = A Aᵀ makes steps y = A z of standard normal z.
interface Shape {

    /// Turns standard normal vectors into steps.
    ///
    /// @param z vectors of d numbers, one after the other
    /// @param y room for as many steps
    void steps(double[] z, double[] y);

    /// Learns from a generation.
    ///
    /// @param moving false while the step size has yet to grow: the evolution path stands still (h_σ)
    void learn(Selection selection, boolean moving);

    /// Standard deviation in one coordinate.
    double deviation(int i);

    /// Adds a step along one of the special axes to `point`.
    ///
    /// @param which any number: the axes take turns
    void addAxis(long which, double factor, double[] point);

    /// True when the matrix is numerically useless.
    boolean degenerate();

    void write(StateWriter state);

    void read(ByteBuffer buffer);
}
