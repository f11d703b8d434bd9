package io.gyre.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.operate.StatusFile;
import io.gyre.publisher.PublisherConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells how far the publishers of this machine are. */
@Command(name = "publish status", header = "Show what the running publisher does: sessions, backlog, rate, last error.",
        description = { "",
                "Reads what gyre publish --watch writes beside its ledger every second; needs no Kafka.",
                "Exit code 1 when none runs, 3 when one can publish nothing for now."},
        footerHeading = "%nExample:%n",
        footer = "  ./gyre publish status --state /var/lib/gyre/ledger")
final class PublishStatusCommand implements Callable<Integer> {
    private final Console console;

    PublishStatusCommand(Console console) {
        this.console = console;
    }

    @Option(names = "--state", paramLabel = "DIR",
            description = "The publisher's (default: $XDG_STATE_HOME/gyre, else ~/.local/state/gyre).")
    Path state = PublisherConfig.defaultState();

    @Option(names = "--json", description = "Print one JSON array, an object for each publisher.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        List<ObjectNode> publishers = StatusFile.read(state);
        if (json) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            all.addAll(publishers);
            console.print(all);
        } else {
            publishers.forEach(this::print);
        }
        List<String> states = publishers.stream().map(each -> each.path("state").asText()).toList();
        if (!states.contains("running") && !states.contains("waiting")) {
            console.problem("no publisher runs with the state folder " + state);
            return ExitCode.FAILURE;
        }
        return states.contains("waiting") ? ExitCode.PARTLY : ExitCode.OK;
    }

    private void print(ObjectNode publisher) {
        console.print(
                "publisher " + publisher.path("pid").asText() + "  " + publisher.path("state").asText() + "  since "
                        + publisher.path("started_at").asText() + ", told " + ago(publisher, "written_at"));
        console.print("  published  " + Amounts.count(publisher.path("published_chunks").asLong()) + " chunks, "
                + Amounts.bytes(publisher.path("raw_bytes").asLong()) + " ("
                + Amounts.bytes(publisher.path("sealed_bytes").asLong()) + " sealed), "
                + Amounts.bytes(publisher.path("raw_bytes_per_second").asLong()) + "/s in the last minute");
        console.print("  backlog    " + Amounts.count(publisher.path("backlog_chunks").asLong()) + " chunks"
                + (publisher.path("deleted_chunks").asLong() + publisher.path("shed_chunks").asLong() == 0
                        ? ""
                        : "; deleted " + Amounts.count(publisher.path("deleted_chunks").asLong()) + ", shed "
                                + Amounts.count(publisher.path("shed_chunks").asLong())));
        for (JsonNode chunk : publisher.path("failing_chunks")) {
            console.print("  failing    " + chunk.path("path").asText() + "  " + chunk.path("code").asText() + ", "
                    + Amounts.count(chunk.path("tries").asLong()) + " tries, the next at "
                    + chunk.path("next_try_at").asText());
        }
        JsonNode waiting = publisher.path("waiting_for");
        if (waiting.isObject()) {
            console.print("  waiting    nothing is published: " + waiting.path("code").asText() + ", "
                    + ago(waiting, "at") + ": " + waiting.path("message").asText());
        }
        JsonNode error = publisher.path("last_error");
        if (error.isObject()) {
            console.print("  last error " + error.path("code").asText() + ", " + ago(error, "at") + ": "
                    + error.path("message").asText());
        }
        for (JsonNode session : publisher.path("sessions")) {
            JsonNode published = session.path("published_chunk");
            console.print(String.format(Locale.ROOT, "  %-40s  newest chunk %d, ended %s; %d waiting; %s",
                    session.path("host").asText() + "/" + session.path("session").asText(),
                    session.path("newest_chunk").asLong(), ago(session, "newest_chunk_ended_at"),
                    session.path("backlog_chunks").asLong(),
                    session.path("closed").asBoolean()
                            ? "ended"
                            : published.isNull()
                                    ? "none published since the start"
                                    : "published " + published.asLong() + " " + ago(session, "published_at")));
        }
    }

    private static String ago(JsonNode node, String field) {
        String text = node.path(field).asText("");
        if (!text.startsWith("2")) {
            return "at an unknown time";
        }
        Duration age = Duration.between(Instant.parse(text), Instant.now());
        long seconds = Math.max(0, age.toSeconds());
        return seconds < 120
                ? seconds + " s ago"
                : seconds < 7200 ? seconds / 60 + " min ago" : seconds / 3600 + " h ago";
    }
}
