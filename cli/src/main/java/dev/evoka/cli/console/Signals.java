package dev.evoka.cli.console;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/// Signals of the operating system. The class that knows them is not part of the Java platform's own API (module
/// `jdk.unsupported`), so it is reached by reflection: a direct use cannot be compiled without a warning.
final class Signals {

    private Signals() {}

    /// Calls this when the signal arrives, in a thread of its own. Does nothing where there is no such signal.
    ///
    /// @param name name without SIG
    /// @return puts back what was there before
    @SuppressWarnings("ReferenceEquality") // a handler equals itself alone
    static Runnable handle(String name, Runnable action) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(),
                    new Class<?>[] {handlerType},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            action.run();
                            yield null;
                        }
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> name;
                    });
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            Object before = handle.invoke(null, signal, handler);
            return () -> {
                try {
                    handle.invoke(null, signal, before);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("signal %s was handled before".formatted(name), e);
                }
            };
        } catch (ReflectiveOperationException e) {
            return () -> {};
        }
    }
}
