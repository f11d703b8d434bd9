package io.gyre.operate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** {@code /metrics} for Prometheus, {@code /health} for whoever asks whether chunks are published: 200 when so, 503 while they are not. */
public final class HttpStatus implements AutoCloseable {
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HttpStatus(HttpServer server) {
        this.server = server;
    }

    public static HttpStatus start(InetSocketAddress address, PublisherStatus status, PublisherMetrics metrics)
            throws IOException {
        HttpStatus http = new HttpStatus(HttpServer.create(address, BACKLOG));
        http.serve("/metrics", "text/plain; version=0.0.4; charset=utf-8", () -> new Answer(200, metrics.scrape()));
        http.serve("/health", "application/json", () -> health(status.snapshot()));
        http.server.setExecutor(http.threads);
        http.server.start();
        return http;
    }

    /** {@return where it listens} */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private record Answer(int code, String body) {}

    private static Answer health(PublisherStatus.Snapshot now) {
        boolean waiting = now.waitingFor() != null;
        StatusFile.State state = waiting ? StatusFile.State.WAITING : StatusFile.State.RUNNING;
        var body = StatusFile.json(now, state);
        body.retain("state", "backlog_chunks", "failing_chunks", "waiting_for");
        body.put("state", state.name().toLowerCase(Locale.ROOT));
        return new Answer(waiting ? 503 : 200, body + "\n");
    }

    private void serve(String path, String type, Supplier<Answer> answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                respond(exchange, path, type, answer);
            }
        });
    }

    private static void respond(HttpExchange exchange, String path, String type, Supplier<Answer> supplier)
            throws IOException {
        if (!exchange.getRequestURI().getPath().equals(path)) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.sendResponseHeaders(405, -1);
            return;
        }
        Answer answer = supplier.get();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(answer.code(), body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
