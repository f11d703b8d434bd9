package io.gyre.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.embedded.EmbeddedBroker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A publisher as an operator sees it: status, metrics, health, JSON log, retention, and its end while Kafka is away. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PublishOperationTest {
    private static final String POLICY = "all of (beyond newest 2, older than 1s)";

    @TempDir
    Path folder;

    private String url = "";

    @Test
    void tellsHowItIsAndKeepsOnlyWhatThePolicyKeeps() throws Exception {
        SampleFleet.unpack(folder.resolve("samples"));
        Path archives = folder.resolve("samples/web-01/logins/archives");
        int before = chunks(archives);
        String keys = folder.resolve("keys").toString();
        String state = folder.resolve("state").toString();
        CommandRun.of("keygen", keys);
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.FREE_PORT);
        String server = broker.bootstrapServers();
        try {
            assertEquals(ExitCode.OK,
                    CommandRun.of("topics", "--bootstrap-server", server, "--partitions", "1").exitCode());
            assertEquals(ExitCode.FAILURE, CommandRun.of("publish", "status", "--state", state).exitCode());
            try (GyreProcess publisher = GyreProcess.start("publish", "--watch", "--bootstrap-server", server, "--keys",
                    keys, "--state", state, "--metrics", "0", "--log", "json", "--lttng", "off", "--retain", POLICY,
                    "--retain-every", "PT0.2S", "--end-after", "PT1S", archives.toString())) {
                String line = publisher.linesUntil(text -> text.contains("/metrics")).getLast();
                assertEquals("info", Json.read(line).get("level").asText(), line);
                Matcher port = Pattern.compile("http://127.0.0.1:(\\d+)/metrics").matcher(line);
                assertTrue(port.find(), line);
                url = "http://127.0.0.1:" + port.group(1);
                publisher.unread();

                awaitTrue(() -> chunks(archives) == 2);
                assertEquals(200, get("/health").statusCode());
                String metrics = get("/metrics").body();
                assertTrue(metrics.contains("gyre_publish_chunks_total{outcome=\"published\"} " + before + ".0"),
                        metrics);
                assertTrue(metrics.contains("gyre_publish_newest_chunk_age_seconds{"), metrics);
                awaitTrue(() -> get("/metrics").body().contains("gyre_retain_deleted_total " + (before - 2) + ".0"));
                assertEquals(404, get("/metrics/x").statusCode());

                awaitTrue(() -> status(state).at("/sessions/0/closed").asBoolean());
                JsonNode status = status(state);
                assertEquals("logins", status.at("/sessions/0/session").asText());
                assertEquals(0, status.get("backlog_chunks").asInt());
                assertEquals(before - 2, status.get("deleted_chunks").asInt());
                CommandRun text = CommandRun.of("publish", "status", "--state", state);
                assertEquals(ExitCode.OK, text.exitCode(), text::err);
                assertTrue(text.out().contains("web-01/logins"), text.out());
                assertEquals(2 * (before - 2), Files.readAllLines(Path.of(state, "audit.jsonl")).size());

                broker.close();
                Path late = folder
                        .resolve("samples/web-01/logins/archives/20301123T091126+0000-20301123T091127+0000-99");
                copy(folder.resolve("samples/db-01/jobs/archives"), late);
                awaitTrue(() -> get("/health").statusCode() == 503);
                awaitTrue(() -> CommandRun.of("publish", "status", "--state", state).exitCode() == ExitCode.PARTLY);
                assertEquals("broker-unavailable", status(state).at("/waiting_for/code").asText());

                long begin = System.nanoTime();
                assertEquals(ExitCode.OK, publisher.terminate());
                assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 45, "ends in bounded time");
            }
            assertEquals("stopped", status(state).get("state").asText());
            assertEquals(ExitCode.FAILURE,
                    CommandRun.of("--log", "plain", "publish", "status", "--state", state).exitCode());
        } finally {
            broker.close();
        }
        dryRunSaysWhatTheRunDoes(archives, state);
    }

    /** Without Kafka: by the ledger that the publisher left. */
    private static void dryRunSaysWhatTheRunDoes(Path archives, String state) throws Exception {
        String[] arguments = { "retain", "--policy", "beyond newest 1", "--state", state, "--json",
                archives.toString()};
        CommandRun dry = CommandRun
                .of(Stream.concat(Stream.of(arguments), Stream.of("--dry-run")).toArray(String[]::new));
        assertEquals(ExitCode.OK, dry.exitCode(), dry::err);
        List<String> would = dry.out().lines().map(Json::read)
                .filter(each -> each.get("fate").asText().equals("delete"))
                .map(each -> each.get("path").asText()).toList();
        CommandRun real = CommandRun.of(arguments);
        assertEquals(would, real.out().lines().map(Json::read).map(each -> each.get("path").asText()).toList());
        assertFalse(would.isEmpty());
        would.forEach(path -> assertFalse(Files.exists(Path.of(path)), path));
        assertEquals(ExitCode.FAILURE,
                CommandRun.of("retain", "--policy", "passed by x", "--state", state, archives.toString()).exitCode());
        CommandRun wrong = CommandRun.of("retain", "--policy", "older then 2d", archives.toString());
        assertEquals(ExitCode.USAGE, wrong.exitCode());
        assertTrue(wrong.err().contains("expected 'than', not 'then'"), wrong.err());
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static JsonNode status(String state) {
        return Json.read(CommandRun.of("publish", "status", "--state", state, "--json").out()).path(0);
    }

    private static int chunks(Path archives) throws Exception {
        try (Stream<Path> chunks = Files.list(archives)) {
            return (int) chunks.filter(path -> !path.getFileName().toString().startsWith(".")).count();
        }
    }

    private static void copy(Path archives, Path to) throws Exception {
        try (Stream<Path> chunks = Files.list(archives)) {
            Files.move(chunks.findFirst().orElseThrow(), to);
        }
    }

    /** Something that becomes true. */
    @FunctionalInterface
    private interface Check {
        boolean holds() throws Exception;
    }

    private static void awaitTrue(Check check) throws Exception {
        while (!check.holds()) {
            LockSupport.parkNanos(50_000_000);
        }
    }
}
