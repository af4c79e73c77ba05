package dev.npexport.model.broker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Opens connections with the settings that the messaging connector uses, too. The queues of work
 * are RabbitMQ's quorum queues unless another type is asked for; the embedded broker knows one type
 * and ignores it.
 */
@ApplicationScoped
class BrokerConnector {

  private static final int TIMEOUT_MILLIS = 5_000;

  private final ConnectionFactory factory = new ConnectionFactory();
  private final String queueType;

  @Inject
  BrokerConnector(
      @ConfigProperty(name = "rabbitmq-host", defaultValue = "localhost") String host,
      @ConfigProperty(name = "rabbitmq-port", defaultValue = "5672") int port,
      @ConfigProperty(name = "rabbitmq-username", defaultValue = "guest") String username,
      @ConfigProperty(name = "rabbitmq-password", defaultValue = "guest") String password,
      @ConfigProperty(name = "rabbitmq-virtual-host", defaultValue = "/") String virtualHost,
      @ConfigProperty(name = "rabbitmq-ssl", defaultValue = "false") boolean ssl,
      BrokerConfig config)
      throws GeneralSecurityException {
    this.queueType = config.queueType();
    factory.setHost(host);
    factory.setPort(port);
    factory.setUsername(username);
    factory.setPassword(password);
    factory.setVirtualHost(virtualHost);
    factory.setConnectionTimeout(TIMEOUT_MILLIS);
    factory.setHandshakeTimeout(TIMEOUT_MILLIS);
    factory.setChannelRpcTimeout(TIMEOUT_MILLIS);
    factory.setRequestedHeartbeat(config.heartbeatSeconds());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    if (ssl) {
      factory.useSslProtocol(javax.net.ssl.SSLContext.getDefault());
      factory.enableHostnameVerification();
    }
  }

  /** Longest wait for one confirm. */
  int timeoutMillis() {
    return TIMEOUT_MILLIS;
  }

  ConfirmingChannel open() throws IOException, TimeoutException {
    Connection connection = factory.newConnection("npexport-publisher");
    try {
      return new ConfirmingChannel(connection, queueType, TIMEOUT_MILLIS);
    } catch (IOException | RuntimeException e) {
      connection.abort(TIMEOUT_MILLIS);
      throw e;
    }
  }
}
