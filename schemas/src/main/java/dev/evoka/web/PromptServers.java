package dev.evoka.web;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/// Opens HTTP servers whose answers leave at once: by default an answer in two packets waits 40 ms for the client's
/// acknowledgement of the first. The JDK looks at the property when the process opens its first server, so all are
/// opened here.
public final class PromptServers {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private PromptServers() {}

    /// A server for HTTP.
    ///
    /// @throws java.net.BindException if the port is taken
    public static HttpServer open(InetSocketAddress address) throws IOException {
        return HttpServer.create(address, 0);
    }

    /// A server for HTTPS, which lacks its certificate yet.
    ///
    /// @throws java.net.BindException if the port is taken
    public static HttpsServer openSecure(InetSocketAddress address) throws IOException {
        return HttpsServer.create(address, 0);
    }
}
