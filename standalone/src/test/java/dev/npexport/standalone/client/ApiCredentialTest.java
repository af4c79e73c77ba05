package dev.npexport.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiCredentialTest {

  @TempDir Path folder;

  @Test
  void isSentWithEveryRequest() throws IOException, InterruptedException {
    Path token = Files.writeString(folder.resolve("token"), "the-token\n");
    CompletableFuture<String> sent = new CompletableFuture<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          sent.complete(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      new ApiClient(url, Map.of(ApiCredential.VARIABLE, token.toString())).answers();
      assertThat(sent.join()).isEqualTo("Bearer the-token");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void isNoneWithoutAFileAndAnErrorWithAMissingOne() {
    assertThat(ApiCredential.header(Map.of())).isEmpty();
    assertThat(ApiCredential.header(Map.of(ApiCredential.VARIABLE, ""))).isEmpty();
    Map<String, String> missing = Map.of(ApiCredential.VARIABLE, folder.resolve("none").toString());
    assertThatThrownBy(() -> ApiCredential.header(missing))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining(ApiCredential.VARIABLE);
  }

  @Test
  void isNamedWhereTheServiceRefusesIt() {
    assertThat(ApiProblems.of(401, "{\"detail\": \"this service asks for a token\"}"))
        .hasMessageContaining("this service asks for a token")
        .hasMessageContaining(ApiCredential.VARIABLE);
  }
}
