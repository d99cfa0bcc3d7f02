package dev.evoka.measures.text;

/// F1 of counts.
final class Ratio {

    private Ratio() {}

    /// Harmonic mean of precision and recall: `2 · common / (found + right)`; 0 if nothing is common.
    ///
    /// @param common what is both found and right
    static double f1(int common, int found, int right) {
        return common == 0 ? 0 : 2.0 * common / ((double) found + right);
    }
}
