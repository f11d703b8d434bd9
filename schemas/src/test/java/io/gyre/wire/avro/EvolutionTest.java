package io.gyre.wire.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.wire.LineId;
import io.gyre.wire.RecordException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A record that has changed: fields added, dropped, moved and widened since version 1. */
final class EvolutionTest {
    record Evolving(LineId line, long count, List<String> labels, @Nullable String note) {}

    @Test
    void whatAnEarlierVersionWroteIsRead() throws Exception {
        Schema first = SchemaFiles.history("Evolving").getFirst();
        GenericRecord line = new GenericRecordBuilder(first.getField("line").schema()).set("host", "h")
                .set("session", "s").set("created", "c").build();
        GenericRecord old = new GenericRecordBuilder(first).set("count", 5).set("dropped", "x").set("line", line)
                .build();
        ByteBuffer value = new BinaryMessageEncoder<GenericRecord>(new GenericData(), first).encode(old);
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        assertEquals(new Evolving(new LineId("h", "s", "c"), 5, List.of(), null),
                WireCodec.of(Evolving.class).decode(bytes, "test"));
    }

    @Test
    void whatIsWrittenNowIsReadToo() throws RecordException {
        var sample = new Evolving(new LineId("h", "s", "c"), Long.MAX_VALUE, List.of("a", "b"), "n");
        WireCodec<Evolving> codec = WireCodec.of(Evolving.class);
        assertEquals(sample, codec.decode(codec.encode(sample), "test"));
        assertEquals(2, SchemaFiles.history("Evolving").size());
        assertEquals(codec.schema(), SchemaFiles.history("Evolving").getLast());
    }

    record Renamed(LineId line, long count, List<String> labels, @Nullable String remark) {}

    record Retyped(LineId line, int count, List<String> labels, @Nullable String note) {}

    record Reordered(long count, LineId line, List<String> labels, @Nullable String note) {}

    record Identified(LineId line, long count, List<Long> labels, @Nullable UUID note) {}

    @Test
    void aRecordThatDoesNotFitItsSchemaIsFoundWhenTheCodecIsMade() {
        Schema schema = SchemaFiles.current("Evolving");
        for (Class<?> type : List.of(Renamed.class, Retyped.class, Reordered.class, Identified.class, String.class)) {
            assertThrows(IllegalArgumentException.class, () -> Binding.of(schema, type), type.getName());
        }
    }
}
