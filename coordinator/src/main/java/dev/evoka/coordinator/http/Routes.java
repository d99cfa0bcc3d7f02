package dev.evoka.coordinator.http;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Which part of the service answers which path.
///
/// @param waiting why what is below `/api` cannot be answered yet; empty if it can
record Routes(List<Route> routes, Supplier<Optional<String>> waiting) {

    /// Nothing has to be waited for.
    Routes(List<Route> routes) {
        this(routes, Optional::empty);
    }

    Response answer(Request request) throws IOException, InterruptedException {
        List<Route> fitting =
                routes.stream().filter(route -> route.leadsTo(request.path())).toList();
        if (fitting.isEmpty()) {
            throw Problem.notFound("there is nothing at /" + String.join("/", request.path()));
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Route route = fitting.stream()
                .filter(each -> each.method().equals(method))
                .findFirst()
                .orElseThrow(() -> Problem.methodNotAllowed(
                        request.method(),
                        fitting.stream().map(Route::method).distinct().collect(Collectors.joining(", "))));
        if (!request.caller().role().includes(route.role())) {
            if (request.caller().role() == Role.ANYBODY) {
                throw Problem.unauthorized();
            }
            throw Problem.forbidden("this needs the role %s, the caller has %s"
                    .formatted(route.role().word(), request.caller().role().word()));
        }
        if (!request.path().isEmpty() && request.path().getFirst().equals("api")) {
            waiting.get().ifPresent(why -> {
                throw Problem.unavailable("the coordinator is not ready: " + why);
            });
        }
        return route.answer().to(request, route.parameters(request.path()));
    }
}
