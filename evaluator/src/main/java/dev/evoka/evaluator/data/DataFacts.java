package dev.evoka.evaluator.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.spec.SpecReader;
import java.util.List;
import java.util.Map;

/// What the submission found out about the data as a whole, for evaluators that keep only the rows of their shards.
///
/// @param file absolute path; empty if the data is generated
/// @param sha256 digest of the file, in hexadecimal
/// @param rows number of rows
/// @param labels names of the classes in their order; empty for regression
/// @param categories categories of each categorical column, in their order
/// @param means mean of each feature; empty if nothing is standardised
/// @param deviations deviation of each feature; empty if nothing is standardised
/// @param centre mean of the targets; 0 for classes
public record DataFacts(
        String file,
        String sha256,
        int rows,
        List<String> labels,
        Map<String, List<String>> categories,
        List<Double> means,
        List<Double> deviations,
        double centre) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Reads what [#json] wrote; the doubles have the same bits.
    public static DataFacts of(String json) {
        try {
            return SpecReader.bind((ObjectNode) JSON.readTree(json), DataFacts.class, "facts");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("facts must be JSON but were: " + json, e);
        }
    }

    /// The facts as JSON.
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record can be written as JSON", e);
        }
    }

    Standardisation standardisation() {
        return new Standardisation(doubles(means), doubles(deviations));
    }

    private static double[] doubles(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
