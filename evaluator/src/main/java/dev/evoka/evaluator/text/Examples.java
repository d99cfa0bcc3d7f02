package dev.evoka.evaluator.text;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The examples of a data set, by their number.
public interface Examples {

    /// How many there are.
    long size();

    /// One of them.
    TokenExample at(long index);

    /// All token ids that any model is given.
    default IntStream tokens() {
        return LongStream.range(0, size())
                .mapToObj(this::at)
                .flatMapToInt(each -> IntStream.concat(Arrays.stream(each.tokens()), Arrays.stream(each.decoder())));
    }
}
