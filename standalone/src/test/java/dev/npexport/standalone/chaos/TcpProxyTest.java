package dev.npexport.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

  private final AtomicInteger served = new AtomicInteger();
  private ServerSocket echo;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    proxy = new TcpProxy(echo.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void carriesBytesBothWays() throws IOException {
    try (var client = connect()) {
      assertThat(ask(client, 'a')).isEqualTo('a');
    }
  }

  @Test
  void aStalledConnectionCarriesItsBytesLater() throws IOException {
    try (var client = connect()) {
      proxy.stall(true);
      client.setSoTimeout(200);
      assertThatThrownBy(() -> ask(client, 'a')).isInstanceOf(SocketTimeoutException.class);
      proxy.stall(false);
      client.setSoTimeout(10_000);
      assertThat(client.getInputStream().read()).isEqualTo('a');
    }
  }

  @Test
  void aCutBreaksWhatIsOpenAndARefusalWhatComes() throws IOException {
    try (var client = connect()) {
      ask(client, 'a');
      proxy.refuse(true);
      proxy.cut();
      assertThat(isBroken(client)).isTrue();
      try (var next = connect()) {
        assertThat(isBroken(next)).isTrue();
      }
      proxy.refuse(false);
      try (var next = connect()) {
        assertThat(ask(next, 'b')).isEqualTo('b');
      }
    }
  }

  @Test
  void aLostConnectionCarriesNothingAndNeitherEndIsToldWhileNewOnesWork() throws Exception {
    var client = connect();
    ask(client, 'a');
    assertThat(proxy.lose()).isTrue();
    client.setSoTimeout(200);
    assertThatThrownBy(() -> ask(client, 'b')).isInstanceOf(SocketTimeoutException.class);
    try (var next = connect()) {
      assertThat(ask(next, 'c')).isEqualTo('c');
    }
    assertThat(proxy.isLossUnnoticed()).isTrue();
    client.close();
    while (proxy.isLossUnnoticed()) {
      Thread.sleep(5);
    }
    while (served.get() > 1) {
      Thread.sleep(5); // that of the new one
    }
    assertThat(served).as("the other end of the lost one is still open").hasValue(1);
    proxy.endLost();
    while (served.get() > 0) {
      Thread.sleep(5);
    }
  }

  private Socket connect() throws IOException {
    var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    client.setSoTimeout(10_000);
    return client;
  }

  private static int ask(Socket client, int question) throws IOException {
    client.getOutputStream().write(question);
    return client.getInputStream().read();
  }

  private static boolean isBroken(Socket client) {
    try {
      return ask(client, 'x') == -1;
    } catch (IOException reset) {
      return true;
    }
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        var client = echo.accept();
        Thread.ofVirtual()
            .start(
                () -> {
                  served.incrementAndGet();
                  try (client) {
                    client.getInputStream().transferTo(client.getOutputStream());
                  } catch (IOException e) {
                    return; // cut
                  } finally {
                    served.decrementAndGet();
                  }
                });
      } catch (IOException e) {
        return; // closed
      }
    }
  }
}
