package dev.npexport.api.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * An OpenID Connect issuer on the loopback address, which can go and come back. Whatever it is
 * asked about by introspection it calls good, which nobody must rely on.
 */
public final class OidcServer {

  private final AtomicInteger introspections = new AtomicInteger();
  private final int port;
  private volatile SigningKey key;
  private HttpServer server;

  /** An issuer that is not there yet. */
  public OidcServer(SigningKey key) {
    this.key = key;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answer(
        "/.well-known/openid-configuration",
        () ->
            """
            {"issuer": "%1$s", "jwks_uri": "%1$s/jwks", "token_endpoint": "%1$s/token",
             "introspection_endpoint": "%1$s/introspect",
             "authorization_endpoint": "%1$s/auth", "response_types_supported": ["code"]}"""
                .formatted(url()));
    answer("/jwks", () -> "{\"keys\": [%s]}".formatted(key.published()));
    answer(
        "/introspect",
        () -> {
          introspections.incrementAndGet();
          return "{\"active\": true, \"sub\": \"somebody\"}";
        });
    server.start();
  }

  public void stop() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Publishes another key in the place of the one before. */
  public void rotate(SigningKey next) {
    key = next;
  }

  /** How often it was asked about a token. */
  public int introspections() {
    return introspections.get();
  }

  private void answer(String path, Supplier<String> json) {
    server.createContext(
        path,
        exchange -> {
          byte[] body = json.get().getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
