package dev.evoka.benchmarks.bbob;

/// The groups of the suite.
enum Group {
    SEPARABLE("separable", 1, 5),
    MODERATE("moderate", 6, 9),
    ILL_CONDITIONED("ill-conditioned", 10, 14),
    MULTI_MODAL("multi-modal", 15, 19),
    WEAK_STRUCTURE("weak structure", 20, 24);

    final String title;
    final int first;
    final int last;

    Group(String title, int first, int last) {
        this.title = title;
        this.first = first;
        this.last = last;
    }

    boolean holds(int function) {
        return function >= first && function <= last;
    }
}
