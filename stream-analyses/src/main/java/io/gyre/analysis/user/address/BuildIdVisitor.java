package io.gyre.analysis.user.address;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/** Takes build ids: an array of bytes, in CTF 1.8 one of integers. */
final class BuildIdVisitor extends SilentVisitor {
    private static final String BUILD_ID = "build_id";

    private final MappingsTally mappings;
    private final byte[] id = new byte[MappingsTally.LONGEST_BUILD_ID];
    private int length;
    private int vpid;
    private long address;

    BuildIdVisitor(MappingsTally mappings) {
        this.mappings = mappings;
    }

    @Override
    public Set<Scope> scopes() {
        return EnumSet.of(Scope.EVENT_RECORD_COMMON_CONTEXT, Scope.EVENT_RECORD_SPECIFIC_CONTEXT,
                Scope.EVENT_RECORD_PAYLOAD);
    }

    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        vpid = 0;
        address = 0;
        length = 0;
    }

    @Override
    public void integer(FieldNode node, long value) {
        switch (node.name()) {
            case "vpid" -> vpid = (int) value;
            case "baddr" -> address = value;
            case BUILD_ID -> {
                if (length < id.length) {
                    id[length] = (byte) value;
                }
                length++;
            }
            default -> {
            }
        }
    }

    @Override
    public void blob(FieldNode node, byte[] buffer, int offset, int bytes) {
        if (node.name().equals(BUILD_ID)) {
            length = bytes;
            System.arraycopy(buffer, offset, id, 0, Math.min(bytes, id.length));
        }
    }

    @Override
    public void endEvent() {
        if (length <= id.length) {
            mappings.identified(vpid, address, HexFormat.of().formatHex(Arrays.copyOf(id, length)));
        }
    }
}
