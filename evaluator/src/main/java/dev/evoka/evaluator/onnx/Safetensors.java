package dev.evoka.evaluator.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evoka.evaluator.weights.WeightTensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes weights as a safetensors file: the length of a JSON header (8 bytes, little-endian), the header, the numbers.
public final class Safetensors {

    private static final int ALIGNMENT = 8;
    private static final int CHUNK = 1 << 14;

    private Safetensors() {}

    /// Writes the tensors in their order.
    ///
    /// @throws IOException if the stream fails
    public static void write(List<WeightTensor> weights, OutputStream out) throws IOException {
        byte[] header = header(weights);
        out.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (WeightTensor each : weights) {
            for (int from = 0; from < each.values().length; from += CHUNK) {
                int count = Math.min(CHUNK, each.values().length - from);
                chunk.asFloatBuffer().put(each.values(), from, count);
                out.write(chunk.array(), 0, count * Float.BYTES);
            }
        }
    }

    private static byte[] header(List<WeightTensor> weights) throws JsonProcessingException {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("__metadata__", Map.of("format", "pt"));
        long at = 0;
        for (WeightTensor each : weights) {
            long end = at + (long) each.values().length * Float.BYTES;
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", "F32");
            entry.put("shape", each.shape());
            entry.put("data_offsets", List.of(at, end));
            entries.put(each.name(), entry);
            at = end;
        }
        String json = new JsonMapper().writeValueAsString(entries);
        String padded = json + " ".repeat(Math.floorMod(-json.getBytes(StandardCharsets.UTF_8).length, ALIGNMENT));
        return padded.getBytes(StandardCharsets.UTF_8);
    }
}
