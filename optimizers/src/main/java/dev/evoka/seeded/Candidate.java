package dev.evoka.seeded;

import java.util.List;

/// How one candidate is made: `parent + scale · Σ amount · noise`.
///
/// @param parent index of the parent; 0 is the base
/// @param terms noise to be added, in this order; none = the parent itself
public record Candidate(int parent, List<Term> terms) {

    public Candidate {
        terms = List.copyOf(terms);
    }

    static Candidate of(int parent, Term... terms) {
        return new Candidate(parent, List.of(terms));
    }
}
