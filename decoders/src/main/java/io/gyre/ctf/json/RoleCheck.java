package io.gyre.ctf.json;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.source.Diagnostics;
import java.util.List;
import java.util.Map;

/** Checks that a field may have its roles where it stands. */
final class RoleCheck {
    private final Diagnostics diagnostics;
    private final boolean hasUuid;

    RoleCheck(Diagnostics diagnostics, boolean hasUuid) {
        this.diagnostics = diagnostics;
        this.hasUuid = hasUuid;
    }

    void check(Draft.Leaf leaf, Scope scope, boolean hasClock, List<FieldLocator.Frame> frames)
            throws MetadataException {
        for (Map.Entry<Role, Integer> entry : leaf.roles().entrySet()) {
            Role role = entry.getKey();
            if (!RoleNames.scopes(role).contains(scope)) {
                throw bad(entry, "is given in " + RoleNames.name(scope) + ", expected it in "
                        + RoleNames.scopes(role).stream().map(RoleNames::name).toList());
            }
            switch (role) {
                case DEFAULT_CLOCK_TIMESTAMP, PACKET_END_DEFAULT_CLOCK_TIMESTAMP -> {
                    if (!hasClock) {
                        throw bad(entry, "needs a `default-clock-class-id` of the data stream class");
                    }
                }
                case METADATA_STREAM_UUID -> {
                    if (!hasUuid) {
                        throw bad(entry, "needs a `uuid` of the preamble");
                    }
                }
                case PACKET_MAGIC_NUMBER -> checkMagic(leaf, entry, frames);
                case DATA_STREAM_CLASS_ID, DATA_STREAM_ID, PACKET_TOTAL_LENGTH, PACKET_CONTENT_LENGTH,
                        PACKET_SEQUENCE_NUMBER, DISCARDED_EVENT_RECORD_COUNTER_SNAPSHOT, EVENT_RECORD_CLASS_ID ->
                    {
                    }
            }
        }
    }

    private void checkMagic(Draft.Leaf leaf, Map.Entry<Role, Integer> entry, List<FieldLocator.Frame> frames)
            throws MetadataException {
        if (!(leaf.fieldClass() instanceof FieldClass.FixedLengthInteger integer && integer.lengthBits() == 32)) {
            throw bad(entry, "is not of 32 bits, expected a fixed-length unsigned integer of that length");
        }
        List<FieldClass.Member> before = frames.getFirst().before();
        if (frames.size() > 1 || before == null || !before.isEmpty()) {
            throw bad(entry, "is not first, expected it of the packet header's first member");
        }
    }

    private MetadataException bad(Map.Entry<Role, Integer> role, String what) {
        return diagnostics.semantic(role.getValue(), "role `" + RoleNames.name(role.getKey()) + "` " + what);
    }
}
