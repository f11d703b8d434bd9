package io.gyre.publisher.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.ContentDigest;
import io.gyre.wire.LineId;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.Sha256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a ledger's records: one JSON object each.
 * <pre>
 * {"line":{"host":…,"session":…,"created":…},"version":1}          the first record: whose ledger this is
 * {"chunk":3,"kind":"CHUNK",…,"leaving":[{"chunk":3,"index":0,…}]}  a published manifest
 * {"readTo":42,"partition":0}                                        the chunks topic was read up to here: all of the line is below
 * </pre>
 */
final class LedgerText {
    static final int VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A record of the file. */
    sealed interface Item {}

    record Head(LineId line, int version) implements Item {}

    record Published(LedgerEntry entry) implements Item {}

    record ReadTo(int partition, long offset) implements Item {}

    private LedgerText() {}

    static String write(Item item) {
        ObjectNode node = JSON.createObjectNode();
        switch (item) {
            case Head(LineId line, int version) -> {
                node.putObject("line").put("host", line.host()).put("session", line.session()).put("created",
                        line.created());
                node.put("version", version);
            }
            case Published(LedgerEntry entry) -> write(node, entry);
            case ReadTo(int partition, long offset) -> node.put("readTo", offset).put("partition", partition);
        }
        return node.toString();
    }

    /** {@return the record, or null when the text is none} */
    static @Nullable Item read(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.has("line")) {
                JsonNode line = node.required("line");
                return new Head(new LineId(text(line, "host"), text(line, "session"), text(line, "created")),
                        (int) number(node, "version"));
            }
            if (node.has("readTo")) {
                return new ReadTo((int) number(node, "partition"), number(node, "readTo"));
            }
            return new Published(entry(node));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return null;
        }
    }

    private static void write(ObjectNode node, LedgerEntry entry) {
        node.put("chunk", entry.chunkId()).put("kind", entry.kind().name()).put("name", entry.chunkName())
                .put("digest", entry.contentDigest().toString()).put("bytes", entry.bytes())
                .put("files", entry.files()).put("previous", entry.previousChunkId()).put("afterNs", entry.afterNs())
                .put("upToNs", entry.upToNs()).put("partition", entry.partition()).put("offset", entry.offset())
                .put("publishedAtMs", entry.publishedAtMs());
        ArrayNode leaving = node.putArray("leaving");
        for (SegmentRef segment : entry.leaving()) {
            ArrayNode streams = leaving.addObject().put("chunk", segment.chunkId()).put("index", segment.index())
                    .put("partition", segment.partition()).put("offset", segment.offset())
                    .put("rawBytes", segment.rawBytes()).put("sealedBytes", segment.sealedBytes())
                    .put("sha256", segment.sha256().toString()).put("beginNs", segment.beginNs())
                    .put("endNs", segment.endNs()).put("packets", segment.packets()).putArray("streams");
            segment.streams().forEach(streams::add);
        }
    }

    private static LedgerEntry entry(JsonNode node) {
        List<SegmentRef> leaving = new ArrayList<>();
        for (JsonNode item : node.required("leaving")) {
            List<Integer> streams = new ArrayList<>();
            item.required("streams").forEach(stream -> streams.add(stream.intValue()));
            leaving.add(new SegmentRef(number(item, "chunk"), (int) number(item, "index"),
                    (int) number(item, "partition"), number(item, "offset"), number(item, "rawBytes"),
                    number(item, "sealedBytes"), Sha256.parse(text(item, "sha256")), number(item, "beginNs"),
                    number(item, "endNs"), number(item, "packets"), streams));
        }
        JsonNode previous = node.required("previous");
        return new LedgerEntry(number(node, "chunk"), ChunkKind.valueOf(text(node, "kind")), text(node, "name"),
                ContentDigest.parse(text(node, "digest")), number(node, "bytes"), (int) number(node, "files"),
                previous.isNull() ? null : previous.longValue(), number(node, "afterNs"), number(node, "upToNs"),
                (int) number(node, "partition"), number(node, "offset"), number(node, "publishedAtMs"), leaving);
    }

    private static long number(JsonNode node, String name) {
        JsonNode value = node.required(name);
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException(name + " is no integer");
        }
        return value.longValue();
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.required(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + " is no text");
        }
        return value.textValue();
    }
}
