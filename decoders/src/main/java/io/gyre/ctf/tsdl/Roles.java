package io.gyre.ctf.tsdl;

import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Scope;
import java.util.Set;

/** CTF 1.8 tells what a reader must know by the names of fields (§5, §6). */
final class Roles {
    private Roles() {}

    /**
     * {@return the roles of an unsigned integer}
     *
     * @param isMember whether it is a member of the scope's root structure; in an event record header it may be deeper, as in LTTng's
     *        variant of compact and extended headers
     */
    static Set<Role> of(Scope scope, String name, boolean mappedToClock, boolean isMember) {
        if (!isMember && scope != Scope.EVENT_RECORD_HEADER) {
            return Set.of();
        }
        return switch (scope) {
            case PACKET_HEADER -> switch (name) {
                case "magic" -> Set.of(Role.PACKET_MAGIC_NUMBER);
                case "stream_id" -> Set.of(Role.DATA_STREAM_CLASS_ID);
                case "stream_instance_id" -> Set.of(Role.DATA_STREAM_ID);
                default -> Set.of();
            };
            case PACKET_CONTEXT -> switch (name) {
                case "packet_size" -> Set.of(Role.PACKET_TOTAL_LENGTH);
                case "content_size" -> Set.of(Role.PACKET_CONTENT_LENGTH);
                case "timestamp_begin" -> Set.of(Role.DEFAULT_CLOCK_TIMESTAMP);
                case "timestamp_end" -> Set.of(Role.PACKET_END_DEFAULT_CLOCK_TIMESTAMP);
                case "events_discarded" -> Set.of(Role.DISCARDED_EVENT_RECORD_COUNTER_SNAPSHOT);
                case "packet_seq_num" -> Set.of(Role.PACKET_SEQUENCE_NUMBER);
                default -> Set.of();
            };
            case EVENT_RECORD_HEADER -> switch (name) {
                case "id" -> Set.of(Role.EVENT_RECORD_CLASS_ID);
                case "timestamp" -> Set.of(Role.DEFAULT_CLOCK_TIMESTAMP);
                default -> mappedToClock ? Set.of(Role.DEFAULT_CLOCK_TIMESTAMP) : Set.of();
            };
            case EVENT_RECORD_COMMON_CONTEXT, EVENT_RECORD_SPECIFIC_CONTEXT, EVENT_RECORD_PAYLOAD -> Set.of();
        };
    }
}
