package dev.evoka.registry.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// The registry without HTTP: what it knows, written down before it is believed. One request at a time.
final class Registry implements AutoCloseable {

    private final RegistryState state = new RegistryState();
    private final RegistryLog log;
    private final Routes routes = Routes.all();

    Registry(RegistryLog log) {
        this.log = log;
        log.read(line -> state.apply(EntryCodec.decode(line)));
    }

    /// Answers a request.
    ///
    /// @throws Refusal if it refuses
    synchronized JsonNode answer(Request request) {
        return routes.answer(request, this);
    }

    RegistryState state() {
        return state;
    }

    /// Writes entries down, then takes them in.
    void write(List<? extends Entry> entries) {
        try {
            log.append(entries.stream().map(EntryCodec::encode).toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.store("closing");
        }
        entries.forEach(state::apply);
    }

    @Override
    public void close() {
        log.close();
    }
}
