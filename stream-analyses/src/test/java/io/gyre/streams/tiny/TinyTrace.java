package io.gyre.streams.tiny;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The metadata and the packets of a trace with one data stream per CPU, two event classes, and a clock of nanoseconds since the epoch. */
public final class TinyTrace {
    public static final String METADATA = """
            /* CTF 1.8 */
            typealias integer { size = 8; align = 8; signed = false; } := uint8_t;
            typealias integer { size = 32; align = 8; signed = false; } := uint32_t;
            typealias integer { size = 32; align = 8; signed = true; } := int32_t;
            typealias integer { size = 64; align = 8; signed = false; } := uint64_t;
            trace {
                major = 1; minor = 8; uuid = "6e5b5f5c-1b8e-4a55-9a3c-8a1f0a6d7c01"; byte_order = le;
                packet.header := struct { uint32_t magic; uint32_t stream_id; uint64_t stream_instance_id; };
            };
            env { hostname = "tiny-host"; trace_name = "tiny"; trace_creation_datetime = "20261123T092351+0000"; };
            clock { name = "monotonic"; freq = 1000000000; offset = 0; };
            typealias integer { size = 64; align = 8; signed = false; map = clock.monotonic.value; } := time_t;
            stream {
                id = 0;
                packet.context := struct {
                    time_t timestamp_begin; time_t timestamp_end; uint64_t content_size; uint64_t packet_size;
                    uint64_t packet_seq_num; uint64_t events_discarded; uint32_t cpu_id;
                };
                event.header := struct { uint32_t id; time_t timestamp; };
            };
            event { name = "tick"; id = 0; stream_id = 0; fields := struct { uint32_t _number; }; };
            event { name = "sched_switch"; id = 1; stream_id = 0; fields := struct {
                integer { size = 8; align = 8; signed = false; encoding = UTF8; base = 10; } _prev_comm[16];
                int32_t _prev_tid;
                integer { size = 8; align = 8; signed = false; encoding = UTF8; base = 10; } _next_comm[16];
                int32_t _next_tid;
            }; };
            """;

    private static final int HEADER_BYTES = 16 + 6 * 8 + 4;
    private static final int EVENT_BYTES = 12 + 40;
    private static final int COMM_BYTES = 16;

    private TinyTrace() {}

    /**
     * One packet.
     *
     * @param discarded the stream's counter at the packet's end
     */
    public record TinyPacket(long cpu, long beginNs, long endNs, long sequence, long discarded,
            List<TinyEvent> events) {
        public TinyPacket {
            events = List.copyOf(events);
        }

        public byte[] bytes() {
            ByteBuffer packet = ByteBuffer.allocate(HEADER_BYTES + events.size() * EVENT_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN);
            packet.position(HEADER_BYTES);
            for (TinyEvent event : events) {
                write(event, packet);
            }
            int end = packet.position() + 7 & -8;
            ByteBuffer whole = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN).put(packet.array(), 0,
                    packet.position());
            whole.putInt(0, 0xC1FC1FC1).putInt(4, 0).putLong(8, cpu).putLong(16, beginNs).putLong(24, endNs)
                    .putLong(32, packet.position() * 8L).putLong(40, end * 8L).putLong(48, sequence)
                    .putLong(56, discarded).putInt(64, (int) cpu);
            return whole.array();
        }
    }

    private static void write(TinyEvent event, ByteBuffer out) {
        switch (event) {
            case TinyEvent.Tick tick -> out.putInt(0).putLong(tick.at()).putInt(tick.number());
            case TinyEvent.Switch change -> {
                out.putInt(1).putLong(change.at());
                comm(change.fromComm(), out).putInt(change.fromTid());
                comm(change.toComm(), out).putInt(change.toTid());
            }
        }
    }

    private static ByteBuffer comm(String name, ByteBuffer out) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return out.put(bytes).put(new byte[COMM_BYTES - bytes.length]);
    }
}
