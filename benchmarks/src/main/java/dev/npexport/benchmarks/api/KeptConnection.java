package dev.npexport.benchmarks.api;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP/1.1 connection that asks one question at a time and stays open. */
final class KeptConnection implements AutoCloseable {

  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);
  private static final String HEAD_END = "\r\n\r\n";
  private static final int MOST_BYTES = 1 << 16;

  private final SocketChannel channel;
  private final String host;
  private final ByteBuffer received = ByteBuffer.allocate(MOST_BYTES);
  private int request;

  private KeptConnection(SocketChannel channel, String host) {
    this.channel = channel;
    this.host = host;
  }

  static KeptConnection open(URI base, Selector selector) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(base.getHost(), base.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    KeptConnection connection = new KeptConnection(channel, base.getAuthority());
    channel.register(selector, SelectionKey.OP_READ, connection);
    return connection;
  }

  /** Number of the request that was sent last. */
  int request() {
    return request;
  }

  void send(int number, String path) throws IOException {
    request = number;
    received.clear();
    String head = "GET " + path + " HTTP/1.1\r\nHost: " + host + HEAD_END;
    ByteBuffer bytes = ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      channel.write(bytes); // a few hundred bytes into an empty buffer: the second round is rare
    }
  }

  /** Reads what is there; the status once the answer is complete. */
  OptionalInt read() throws IOException {
    if (channel.read(received) < 0) {
      throw new EOFException("closed before the answer was complete");
    }
    String text = new String(received.array(), 0, received.position(), StandardCharsets.ISO_8859_1);
    int headEnd = text.indexOf(HEAD_END);
    if (headEnd < 0) {
      return OptionalInt.empty();
    }
    Matcher length = LENGTH.matcher(text.substring(0, headEnd));
    if (!length.find()) {
      throw new IOException("an answer without Content-Length");
    }
    int whole = headEnd + HEAD_END.length() + Integer.parseInt(length.group(1));
    if (whole > MOST_BYTES) {
      throw new IOException("an answer of " + whole + " bytes");
    }
    return text.length() < whole
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(text.substring(9, 12)));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
