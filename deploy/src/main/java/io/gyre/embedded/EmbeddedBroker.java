package io.gyre.embedded;

import io.gyre.embedded.BrokerException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka node, broker and controller, in this process.
 *
 * <p>The folder is formatted at the first start and holds all that the broker knows; starting again on it, after a clean stop
 * or a kill, finds every topic, offset and transaction. One process at a time may use a folder. Only loopback listens.
 *
 * <p>Kafka ends its process when it meets a fault that it cannot survive, such as a full disk. So does this one: with a line on
 * stderr and exit code 1.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** Takes any free port. */
    public static final int FREE_PORT = 0;

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final int PORT_ATTEMPTS = 3;

    private final KafkaRaftServer server;
    private final int port;
    private final FolderLock lock;

    private EmbeddedBroker(KafkaRaftServer server, int port, FolderLock lock) {
        this.server = server;
        this.port = port;
        this.lock = lock;
    }

    /**
     * Starts the broker and returns when clients can use it.
     *
     * @param folder where its data lie; created when missing
     * @param port for clients, or {@link #FREE_PORT}
     */
    public static EmbeddedBroker start(Path folder, int port) throws BrokerException {
        Path home = folder.toAbsolutePath();
        FolderLock lock = FolderLock.acquire(home);
        try {
            Path data = format(home.resolve("data"));
            for (int attempt = 1;; attempt++) {
                try {
                    int clientPort = port == FREE_PORT ? freePort() : port;
                    return new EmbeddedBroker(startServer(data, clientPort), clientPort, lock);
                } catch (BrokerException e) {
                    // a free port may be taken between the look and the bind
                    if (e.reason() != Reason.PORT_IN_USE || port != FREE_PORT || attempt == PORT_ATTEMPTS) {
                        throw e;
                    }
                }
            }
        } catch (BrokerException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** {@return host and port for {@code bootstrap.servers}} */
    public String bootstrapServers() {
        return BrokerProperties.address(port);
    }

    public int port() {
        return port;
    }

    /** Stops the broker; gives up after 20 seconds, which loses nothing, since the folder survives a kill as well. */
    @Override
    public void close() {
        FutureTask<Void> stop = new FutureTask<>(server::shutdown, null);
        Thread.ofPlatform().name("gyre-broker-stop").daemon().start(stop);
        try {
            stop.get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("gyre: the embedded broker did not stop cleanly: " + e);
        } finally {
            lock.close();
        }
    }

    private static KafkaRaftServer startServer(Path data, int clientPort) throws BrokerException {
        KafkaConfig config = KafkaConfig.fromProps(BrokerProperties.of(data, clientPort, freePort()), false);
        Exit.Procedure fault = (code, message) -> {
            throw new StartupFault(message);
        };
        Exit.setExitProcedure(fault);
        Exit.setHaltProcedure(fault);
        FutureTask<KafkaRaftServer> start = new FutureTask<>(() -> startup(config));
        Thread.ofPlatform().name("gyre-broker-start").daemon().start(start);
        try {
            KafkaRaftServer server = start.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            Exit.setExitProcedure(EmbeddedBroker::endProcess);
            Exit.setHaltProcedure(EmbeddedBroker::endProcess);
            return server;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException(Reason.FAILED, "interrupted while the embedded broker started", e);
        } catch (TimeoutException e) {
            throw new BrokerException(Reason.TOO_SLOW,
                    "the embedded broker was not ready within " + START_LIMIT.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw explain(e, clientPort);
        }
    }

    private static KafkaRaftServer startup(KafkaConfig config) {
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException | Error e) {
            server.shutdown();
            throw e;
        }
    }

    private static Path format(Path folder) throws BrokerException {
        try {
            Files.createDirectories(folder);
            if (Files.exists(folder.resolve("meta.properties"))) {
                return folder;
            }
            new Formatter()
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false,
                            StandardCharsets.UTF_8))
                    .run();
            return folder;
        } catch (Exception e) {
            throw new BrokerException(Reason.FOLDER_UNUSABLE, "cannot keep the broker's data in " + folder + ": " + e,
                    e);
        }
    }

    private static BrokerException explain(ExecutionException failed, int port) {
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof BindException || message.contains("Address already in use")) {
                return new BrokerException(Reason.PORT_IN_USE, "port " + port + " is taken; choose another", failed);
            }
        }
        return new BrokerException(Reason.FAILED, "the embedded broker failed to start: " + failed.getCause(), failed);
    }

    private static int freePort() throws BrokerException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BrokerException(Reason.PORT_IN_USE, "no free port on 127.0.0.1: " + e.getMessage(), e);
        }
    }

    private static void endProcess(int code, @Nullable String message) {
        System.err.println("gyre: the embedded broker met a fault and ends the process (exit code " + code + ")"
                + (message == null ? "" : ": " + message));
        Runtime.getRuntime().halt(code);
    }

    /** Stands in for the end of the process while the broker starts. */
    private static final class StartupFault extends KafkaException {
        private static final long serialVersionUID = 1L;

        StartupFault(@Nullable String message) {
            super(message == null ? "Kafka gave up" : message);
        }
    }
}
