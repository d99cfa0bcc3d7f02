package dev.evoka.coordinator.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Answers requests of one method and path.
///
/// @param path parts of the path; one in braces stands for any, and is passed on
/// @param role what the caller must be allowed
record Route(String method, List<String> path, Role role, Answer answer) {

    /// Answers a request.
    interface Answer {
        /// @param parameters the parts of the path that the route leaves open
        Response to(Request request, List<String> parameters) throws IOException, InterruptedException;
    }

    static Route get(String path, Answer answer) {
        return new Route("GET", parts(path), Role.VIEWER, answer);
    }

    static Route post(String path, Answer answer) {
        return new Route("POST", parts(path), Role.OPERATOR, answer);
    }

    static List<String> parts(String path) {
        return Stream.of(path.split("/", -1)).filter(part -> !part.isEmpty()).toList();
    }

    private static boolean open(String part) {
        return part.startsWith("{");
    }

    boolean leadsTo(List<String> wanted) {
        if (wanted.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!open(path.get(i)) && !path.get(i).equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    List<String> parameters(List<String> wanted) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            if (open(path.get(i))) {
                found.add(wanted.get(i));
            }
        }
        return found;
    }
}
