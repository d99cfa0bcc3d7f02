package dev.evoka.coordinator.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The files of the web page. They hold nothing secret: whoever sees them still needs a token for the rest.
final class PageRoutes {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8",
            "yaml", "application/yaml");

    private static final List<String> FILES = List.of(
            "index.html",
            "style.css",
            "main.js",
            "api.js",
            "dom.js",
            "format.js",
            "chart.js",
            "runs.js",
            "run.js",
            "population.js",
            "evaluators.js",
            "canvas.js",
            "dialogs.js",
            "icon.svg",
            "openapi.yaml",
            "uplot/uPlot.iife.min.js",
            "uplot/uPlot.min.css",
            "uplot/LICENSE.txt");

    private PageRoutes() {}

    static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String file : FILES) {
            Response.Whole answer = Response.with(
                    Response.of(200, TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), ""), bytes(file)),
                    "Cache-Control",
                    "no-cache");
            routes.add(new Route("GET", Route.parts("/" + file), Role.ANYBODY, (request, open) -> answer));
            if (file.equals("index.html")) {
                routes.add(new Route("GET", List.of(), Role.ANYBODY, (request, open) -> answer));
            }
        }
        return routes;
    }

    private static byte[] bytes(String file) {
        try (InputStream in = PageRoutes.class.getResourceAsStream("/dev/evoka/coordinator/page/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the page's file " + file + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
