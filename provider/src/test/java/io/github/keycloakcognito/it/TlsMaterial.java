package io.github.keycloakcognito.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A server certificate for localhost and a client certificate, made anew by the JDK's keytool. */
record TlsMaterial(Path serverStore, Path clientStore, Path trustStore) {

  static final String PASSWORD = "changeit";

  static TlsMaterial in(Path directory) {
    try {
      Files.createDirectories(directory);
      TlsMaterial tls =
          new TlsMaterial(
              directory.resolve("server.p12"),
              directory.resolve("client.p12"),
              directory.resolve("trust.p12"));
      for (Path store : List.of(tls.serverStore, tls.clientStore, tls.trustStore)) {
        Files.deleteIfExists(store);
      }
      tls.makeKey(tls.serverStore, "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1");
      tls.makeKey(tls.clientStore, "CN=client");
      tls.trust(tls.serverStore, "server");
      tls.trust(tls.clientStore, "client");
      return tls;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Trusts the server; shows the client's certificate if {@code withCertificate}. */
  SSLContext context(boolean withCertificate) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(load(clientStore), PASSWORD.toCharArray());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(load(trustStore));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(withCertificate ? keys.getKeyManagers() : null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore load(Path store) throws GeneralSecurityException, IOException {
    KeyStore loaded = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      loaded.load(in, PASSWORD.toCharArray());
    }
    return loaded;
  }

  private void makeKey(Path store, String name, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-genkeypair", "-alias", "key", "-keyalg", "EC", "-dname", name, "-validity", "2"));
    arguments.addAll(List.of(more));
    keytool(store, arguments);
  }

  private void trust(Path store, String alias) throws IOException {
    Path certificate = trustStore.resolveSibling(alias + ".crt");
    keytool(store, List.of("-exportcert", "-alias", "key", "-file", certificate.toString()));
    keytool(
        trustStore,
        List.of("-importcert", "-noprompt", "-alias", alias, "-file", certificate.toString()));
  }

  private static void keytool(Path store, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
