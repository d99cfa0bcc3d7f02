package dev.evoka.evaluator.training;

import dev.evoka.evaluator.text.Examples;
import dev.evoka.evaluator.text.TokenExample;

/// So many of a data set's examples, evenly over all of them.
///
/// @param all the data set
/// @param size how many
record Some(Examples all, long size) implements Examples {

    /// At most so many.
    static Examples of(Examples all, int most) {
        return all.size() <= most ? all : new Some(all, most);
    }

    @Override
    public TokenExample at(long index) {
        return all.at(index * all.size() / size);
    }
}
