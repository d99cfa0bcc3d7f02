package dev.evoka.evaluator.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// ONNX Runtime without its telemetry and its log, whose errors all come as exceptions too. When the telemetry starts,
/// it matches the command line of the process by a regular
/// expression, which overflows the stack and ends the process if the command line is some ten thousand characters long:
/// a class path easily is. Only an environment variable turns it off early enough, so it is set from inside.
final class SilentRuntime {

    private static final String SWITCH = "ORT_DISABLE_TELEMETRY";
    private static final OrtEnvironment ENVIRONMENT = start();

    private SilentRuntime() {}

    /// The one environment of this process.
    static OrtEnvironment environment() {
        return ENVIRONMENT;
    }

    private static OrtEnvironment start() {
        if (System.getenv(SWITCH) == null) {
            silence();
        }
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    }

    @SuppressWarnings("restricted") // ONNX Runtime itself needs native access
    private static void silence() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return; // Windows has no such function, and there the telemetry is another
        }
        MethodHandle call = linker.downcallHandle(
                setenv.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int failed = (int) call.invokeExact(arena.allocateFrom(SWITCH), arena.allocateFrom("1"), 0);
            if (failed != 0) {
                throw new OnnxException("%s cannot be set: set it to 1 before the start".formatted(SWITCH));
            }
        } catch (OnnxException e) {
            throw e;
        } catch (Throwable e) {
            throw new OnnxException("%s cannot be set: set it to 1 before the start".formatted(SWITCH), e);
        }
    }
}
