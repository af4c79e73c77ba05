package dev.npexport.api.testing;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Requests that no well-behaved client would send. */
public final class RawHttp {

  private static final int QUIET_MILLIS = 2_000;

  private RawHttp() {}

  /** Sends these lines and gives what comes back until the server closes or is quiet. */
  public static String send(String request) {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
      socket.setSoTimeout(QUIET_MILLIS);
      socket
          .getOutputStream()
          .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
      byte[] buffer = new byte[8192];
      for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
        answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
      }
    } catch (SocketTimeoutException e) {
      return answer.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString();
  }

  /** Posts a JSON text of this many bytes in chunks, without saying how many there will be. */
  public static String sendChunks(String path, int bytes) {
    return sendChunks(path, "application/json", bytes);
  }

  /** The same of a type. */
  public static String sendChunks(String path, String type, int bytes) {
    byte[] blank = " ".repeat(0x10000).getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
      socket.setSoTimeout(QUIET_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(
          """
          POST %s HTTP/1.1
          Host: 127.0.0.1
          Connection: close
          Content-Type: %s
          Transfer-Encoding: chunked

          """
              .replace("\n", "\r\n")
              .formatted(path, type)
              .getBytes(StandardCharsets.UTF_8));
      try {
        for (int sent = 0; sent < bytes; sent += blank.length) {
          out.write("10000\r\n".getBytes(StandardCharsets.UTF_8));
          out.write(blank);
          out.write("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      } catch (SocketException e) {
        // the service has answered and reads no more
      }
      return new String(socket.getInputStream().readNBytes(2_000), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
