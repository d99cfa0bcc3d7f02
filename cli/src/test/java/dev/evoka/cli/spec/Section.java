package dev.evoka.cli.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.run.AlgorithmJson;
import dev.evoka.spec.SpecReader;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A section of a run spec, or a variant of one.
///
/// @param title what it is called
/// @param summary what it is
/// @param keys its keys in order
record Section(String title, String summary, List<Key> keys) {

    /// Of the record that the section is bound to.
    ///
    /// @param minimal the shortest section that is valid: what is in it is required
    /// @param bound what it is bound to: what is in it besides are the defaults
    /// @param own types that do not follow from the components' own, by key
    static Section of(String title, ObjectNode minimal, Record bound, Map<String, ObjectNode> own) {
        ObjectNode values = SpecReader.tree(bound, AlgorithmJson.module());
        Map<String, String> meanings = Sources.meanings(bound.getClass());
        List<Key> keys = new ArrayList<>();
        for (RecordComponent component : bound.getClass().getRecordComponents()) {
            String name = component.getName();
            boolean optional = component.getType().getSimpleName().startsWith("Optional");
            boolean required = minimal.has(name) && !optional;
            ObjectNode type = own.containsKey(name) ? own.get(name) : Types.of(component.getGenericType());
            Optional<JsonNode> fallback =
                    optional || required ? Optional.empty() : Optional.ofNullable(values.get(name));
            keys.add(new Key(name, type, required, fallback, meanings.getOrDefault(name, "")));
        }
        return new Section(title, Sources.summary(bound.getClass()), keys);
    }

    /// The same with one more key at its front.
    Section with(Key key) {
        List<Key> all = new ArrayList<>(keys);
        all.addFirst(key);
        return new Section(title, summary, all);
    }

    /// A JSON object of these keys and values.
    static ObjectNode object(Object... keysAndValues) {
        ObjectNode object = Types.JSON.createObjectNode();
        Iterator<Object> each = Arrays.asList(keysAndValues).iterator();
        while (each.hasNext()) {
            object.set(each.next().toString(), Types.JSON.valueToTree(each.next()));
        }
        return object;
    }
}
