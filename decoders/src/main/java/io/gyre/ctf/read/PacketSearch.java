package io.gyre.ctf.read;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.TraceClass;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Finds the next packet where the size of the one before is not to be trusted: by its magic number, and a header that reads well and
 * has the trace's UUID. Packets without a magic number cannot be found.
 */
final class PacketSearch {
    private static final int BLOCK_BYTES = 1 << 16;
    private static final int MAGIC_BYTES = 4;
    /** What merely looks like a header may go on for long. */
    private static final int HEADER_BYTES_LIMIT = 1 << 14;

    private final TraceClass traceClass;
    private final PacketHeaders headers;
    private byte[] block = new byte[0];

    PacketSearch(TraceClass traceClass) {
        this.traceClass = traceClass;
        this.headers = new PacketHeaders(traceClass);
    }

    /** {@return where the first packet at or after {@code from} begins, if one is found} */
    OptionalLong next(DataFile file, long from) throws IOException {
        if (!hasMagic()) {
            return OptionalLong.empty();
        }
        int blockBytes = (int) Math.min(BLOCK_BYTES, file.size() - from) + Packet.PADDING;
        block = block.length < blockBytes ? new byte[blockBytes] : block;
        long at = from;
        while (at + MAGIC_BYTES <= file.size()) {
            int count = file.read(block, 0, (int) Math.min(BLOCK_BYTES, file.size() - at), at);
            boolean isLast = at + count >= file.size();
            // A header that is not all in this block is looked at in the next one.
            int end = isLast ? count - MAGIC_BYTES + 1 : count - HEADER_BYTES_LIMIT;
            for (int i = 0; i < end; i++) {
                if (isMagic(block, i) && readsWell(file, at, i, count)) {
                    return OptionalLong.of(at + i);
                }
            }
            if (isLast || end <= 0) {
                break;
            }
            at += end;
        }
        return OptionalLong.empty();
    }

    private boolean hasMagic() {
        return traceClass.packetHeader() != null && traceClass.packetHeader().members().stream()
                .anyMatch(m -> m.fieldClass() instanceof FieldClass.FixedLengthInteger integer
                        && integer.roles().contains(Role.PACKET_MAGIC_NUMBER));
    }

    /** In either byte order. */
    private static boolean isMagic(byte[] block, int i) {
        int found = (block[i] & 0xff) << 24 | (block[i + 1] & 0xff) << 16 | (block[i + 2] & 0xff) << 8
                | (block[i + 3] & 0xff);
        return found == (int) PacketProperties.MAGIC || found == Integer.reverseBytes((int) PacketProperties.MAGIC);
    }

    private boolean readsWell(DataFile file, long blockAt, int i, int count) {
        long remaining = file.size() - blockAt - i;
        try {
            PacketHeader header = headers.read(block, i, Math.min(count - i, HEADER_BYTES_LIMIT), remaining,
                    new PacketHeader.Origin(file.name(), 0, blockAt + i));
            return header.packetBytes() <= remaining && !headers.isForeign();
        } catch (DataStreamException _) {
            return false;
        }
    }
}
