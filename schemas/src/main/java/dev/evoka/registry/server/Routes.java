package dev.evoka.registry.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Which part of the API answers which path.
record Routes(List<Route> routes) {

    /// Answers requests of one method and path.
    ///
    /// @param path parts of the path; `*` = any, passed on
    record Route(String method, List<String> path, Answer answer) {
        Route(String method, String path, Answer answer) {
            this(
                    method,
                    Stream.of(path.split("/", -1))
                            .filter(part -> !part.isEmpty())
                            .toList(),
                    answer);
        }

        private boolean leadsTo(List<String> wanted) {
            if (wanted.size() != path.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                if (!path.get(i).equals("*") && !path.get(i).equals(wanted.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private List<String> parameters(List<String> wanted) {
            List<String> found = new ArrayList<>();
            for (int i = 0; i < path.size(); i++) {
                if (path.get(i).equals("*")) {
                    found.add(wanted.get(i));
                }
            }
            return found;
        }
    }

    /// What is answered.
    interface Answer {
        /// @param parameters the parts of the path that the route leaves open
        JsonNode to(Request request, List<String> parameters, Registry registry);
    }

    static Routes all() {
        return new Routes(Stream.of(
                        SubjectRoutes.routes(),
                        DeletionRoutes.routes(),
                        SchemaRoutes.routes(),
                        ApicurioRoutes.routes(),
                        CompatibilityRoutes.routes(),
                        ConfigRoutes.routes(),
                        ModeRoutes.routes())
                .flatMap(List::stream)
                .toList());
    }

    JsonNode answer(Request request, Registry registry) {
        List<Route> fitting =
                routes.stream().filter(route -> route.leadsTo(request.path())).toList();
        if (fitting.isEmpty()) {
            throw Refusal.noSuchPath();
        }
        Route route = fitting.stream()
                .filter(each -> each.method().equals(request.method()))
                .findFirst()
                .orElseThrow(Refusal::noSuchMethod);
        return route.answer().to(request, route.parameters(request.path()), registry);
    }
}
