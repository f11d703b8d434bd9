package io.gyre.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.sinks.restore.ChunkSelection;
import io.gyre.wire.ChunkId;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which of the chunks on Kafka, and how they are told of. */
final class ChunkOptions {
    @Option(names = "--host", paramLabel = "NAME", split = ",", description = "Only of these hosts.")
    Set<String> hosts = Set.of();

    @Option(names = "--session", paramLabel = "NAME", split = ",", description = "Only of these sessions.")
    Set<String> sessions = Set.of();

    @Option(names = "--chunk", paramLabel = "ID", split = ",", description = "Only chunks with these ids.")
    Set<Long> chunks = Set.of();

    @Option(names = "--json", description = "Print one JSON object per chunk.")
    boolean json;

    ChunkSelection selection() {
        return new ChunkSelection(hosts, sessions, chunks);
    }

    static ObjectNode object(ChunkId chunk, String state) {
        return JsonNodeFactory.instance.objectNode()
                .put("host", chunk.line().host()).put("session", chunk.line().session())
                .put("created", chunk.line().created()).put("chunk", chunk.number()).put("state", state);
    }
}
