package dev.evoka.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Keys and certificates in a folder, made by the JDK's keytool.
record KeyStores(Path folder) {

    static final String PASSWORD = "changeit";

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    /// A key and a certificate for this host name.
    Path key(String name, String host) throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + host,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString());
        return store;
    }

    /// A store of this type that trusts a key's certificate.
    Path trust(String name, String type) throws IOException, InterruptedException {
        Path store = folder.resolve("trust-" + name + "." + type);
        if (!Files.exists(store)) {
            keytool(
                    "-importcert",
                    "-noprompt",
                    "-alias",
                    name,
                    "-file",
                    pem(name).toString(),
                    "-storetype",
                    type,
                    "-keystore",
                    store.toString());
        }
        return store;
    }

    /// A key's certificate as PEM.
    Path pem(String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".pem");
        if (!Files.exists(file)) {
            keytool(
                    "-exportcert",
                    "-rfc",
                    "-alias",
                    name,
                    "-file",
                    file.toString(),
                    "-keystore",
                    folder.resolve(name + ".p12").toString());
        }
        return file;
    }

    /// A key as PEM.
    String pemKey(String name) throws IOException, GeneralSecurityException {
        Key key = load(folder.resolve(name + ".p12")).getKey(name, PASSWORD.toCharArray());
        String text = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
    }

    /// What a server with this key needs, that trusts those in a PKCS12 store.
    SSLContext server(Path key, Path trusted) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(key), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load(trusted));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
