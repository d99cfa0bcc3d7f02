package dev.evoka.evaluator.objective;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The lines that an external command reads and writes.
sealed interface CommandAnswer {

    /// The error of the candidate.
    record Answered(double error) implements CommandAnswer {}

    /// The command says that the candidate cannot be evaluated.
    record Failure(String failure) implements CommandAnswer {}

    /// The line is no answer to the request.
    record Garbage(String why) implements CommandAnswer {}

    /// NaN and Infinity are what Python writes for them.
    ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /// Longest part of a wrong answer that is quoted.
    int LONGEST = 100;

    /// The request for a candidate, one line.
    static String request(long id, List<String> names, double[] parameters) {
        ObjectNode request = JSON.createObjectNode().put("id", id);
        ObjectNode named = request.putObject("parameters");
        for (int i = 0; i < parameters.length; i++) {
            named.put(names.get(i), parameters[i]);
        }
        return request.toString();
    }

    /// Reads the answer to a request.
    static CommandAnswer read(String line, long id) {
        JsonNode answer;
        try {
            answer = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return new Garbage(
                    "answered '%s', which is no JSON: write one JSON object a line to stdout, all else to stderr"
                            .formatted(brief(line)));
        }
        if (!answer.path("id").canConvertToExactIntegral() || answer.path("id").asLong() != id) {
            return new Garbage("answered '%s', but the request has id %d: write one answer for each request"
                    .formatted(brief(line), id));
        }
        if (answer.hasNonNull("failure")) {
            return new Failure(brief(answer.path("failure").asText()));
        }
        if (!answer.path("error").isNumber()) {
            return new Garbage(
                    "answered '%s', which has neither a number as error nor a failure".formatted(brief(line)));
        }
        return new Answered(answer.path("error").asDouble());
    }

    private static String brief(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " | ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
