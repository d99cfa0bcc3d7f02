package dev.evoka.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A headless Chromium with one page, driven through its DevTools protocol.
public final class Chromium implements AutoCloseable {

    private static final String LISTENING = "DevTools listening on ";
    private static final long LIMIT_SECONDS = 180;
    private static final Map<String, Integer> KEYS = Map.of(
            "Tab", 9, "Enter", 13, "Escape", 27, "ArrowLeft", 37, "ArrowUp", 38, "ArrowRight", 39, "ArrowDown", 40);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Process process;
    private final WebSocket socket;
    private final String session;
    private volatile boolean closing;

    /// The program, if this machine has it.
    public static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @param profile folder for what the browser keeps
    public Chromium(Path program, Path profile, int width, int height) throws Exception {
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--window-size=%d,%d".formatted(width, height),
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(address()), new Listener())
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        String target = send("Target.createTarget", json.createObjectNode().put("url", "about:blank"), "")
                .path("targetId")
                .asText();
        session = send(
                        "Target.attachToTarget",
                        json.createObjectNode().put("targetId", target).put("flatten", true),
                        "")
                .path("sessionId")
                .asText();
        send("Page.enable", json.createObjectNode(), session);
        send("Runtime.enable", json.createObjectNode(), session);
        send("Log.enable", json.createObjectNode(), session);
    }

    private String address() throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        List<String> before = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread.ofVirtual().start(() -> drain(output));
                return line.substring(LISTENING.length());
            }
            before.add(line);
        }
        throw new AssertionError("chromium did not start: " + before);
    }

    /// A full pipe would stop the browser.
    private void drain(BufferedReader output) {
        try {
            output.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            if (process.isAlive() && !closing) {
                complaints.add("what the browser says cannot be read: " + e.getMessage());
            }
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    private void take(String text) {
        try {
            JsonNode message = json.readTree(text);
            CompletableFuture<JsonNode> answer =
                    answers.remove(message.path("id").asInt(-1));
            if (answer != null) {
                answer.complete(message);
            }
            switch (message.path("method").asText()) {
                case "Runtime.exceptionThrown" ->
                    complaints.add(
                            message.path("params").path("exceptionDetails").toString());
                case "Log.entryAdded" -> {
                    JsonNode entry = message.path("params").path("entry");
                    if (entry.path("level").asText().equals("error")) {
                        complaints.add(entry.path("text").asText() + " "
                                + entry.path("url").asText());
                    }
                }
                default -> {}
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode send(String method, ObjectNode parameters, String inSession) throws Exception {
        int number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(number, answer);
        ObjectNode message = json.createObjectNode().put("id", number).put("method", method);
        message.set("params", parameters);
        if (!inSession.isEmpty()) {
            message.put("sessionId", inSession);
        }
        socket.sendText(message.toString(), true).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        JsonNode found = answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (found.has("error")) {
            throw new AssertionError(method + ": " + found);
        }
        return found.path("result");
    }

    /// Opens a page.
    public void open(String url) throws Exception {
        send("Page.navigate", json.createObjectNode().put("url", url), session);
    }

    /// The value of a JavaScript expression.
    public JsonNode evaluate(String expression) throws Exception {
        JsonNode result = send(
                "Runtime.evaluate",
                json.createObjectNode()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true),
                session);
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /// Waits until a JavaScript expression is true.
    public void await(String expression) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!evaluate("Boolean(" + expression + ")").asBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never true: " + expression + "; the page says: "
                        + evaluate("document.body.innerText").asText() + complaints);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /// Clicks the first element that fits a selector and has this text.
    public void click(String selector, String text) throws Exception {
        String find = "[...document.querySelectorAll('%s')].find((e) => e.textContent.trim() === '%s')"
                .formatted(selector, text);
        await(find);
        evaluate(find + ".click()");
    }

    /// Presses a key: a letter, or one of those that have a name, like `Tab` and `ArrowLeft`.
    public void press(String key) throws Exception {
        ObjectNode event = json.createObjectNode().put("key", key);
        if (key.length() == 1) {
            event.put("text", key);
        } else {
            event.put("code", key).put("windowsVirtualKeyCode", KEYS.getOrDefault(key, 0));
        }
        if (key.equals("Enter")) {
            event.put("text", "\r");
        }
        send("Input.dispatchKeyEvent", event.deepCopy().put("type", "keyDown"), session);
        send("Input.dispatchKeyEvent", event.deepCopy().put("type", "keyUp"), session);
    }

    /// Sees the page as a phone does.
    public void size(int width, int height, boolean dark) throws Exception {
        send(
                "Emulation.setDeviceMetricsOverride",
                json.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 600),
                session);
        ObjectNode media = json.createObjectNode();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light");
        send("Emulation.setEmulatedMedia", media, session);
    }

    /// Takes a picture of what is seen.
    public void picture(Path file) throws Exception {
        JsonNode picture =
                send("Page.captureScreenshot", json.createObjectNode().put("format", "png"), session);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
    }

    /// Runs a script before those of each page that is opened from now on.
    public void before(String script) throws Exception {
        send("Page.addScriptToEvaluateOnNewDocument", json.createObjectNode().put("source", script), session);
    }

    /// Seconds that the page's scripts have run since it was opened.
    public double scriptSeconds() throws Exception {
        send("Performance.enable", json.createObjectNode(), session);
        for (JsonNode metric :
                send("Performance.getMetrics", json.createObjectNode(), session).path("metrics")) {
            if (metric.path("name").asText().equals("ScriptDuration")) {
                return metric.path("value").asDouble();
            }
        }
        throw new AssertionError("the browser has no ScriptDuration");
    }

    /// Bytes that the page's scripts hold, after a collection.
    public long heapBytes() throws Exception {
        send("HeapProfiler.collectGarbage", json.createObjectNode(), session);
        return send("Runtime.getHeapUsage", json.createObjectNode(), session)
                .path("usedSize")
                .asLong();
    }

    /// Errors that the page has reported.
    public List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        closing = true;
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
