package io.gyre.ctf.json;

import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Scope;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Roles by the names that metadata has for them, and the scopes in which they may be (CTF2-SPEC-2.0 §5.6.1, §5.8.1, §5.8.2). */
final class RoleNames {
    static final Set<Role> OF_BLOBS = EnumSet.of(Role.METADATA_STREAM_UUID);
    static final Set<Role> OF_INTEGERS = EnumSet.complementOf(EnumSet.of(Role.METADATA_STREAM_UUID));

    private static final Map<Role, Set<Scope>> SCOPES = scopes();

    private RoleNames() {}

    private static Map<Role, Set<Scope>> scopes() {
        var scopes = new EnumMap<Role, Set<Scope>>(Role.class);
        for (Role role : Role.values()) {
            scopes.put(role, switch (role) {
                case PACKET_MAGIC_NUMBER, METADATA_STREAM_UUID, DATA_STREAM_CLASS_ID, DATA_STREAM_ID ->
                    EnumSet.of(Scope.PACKET_HEADER);
                case PACKET_TOTAL_LENGTH, PACKET_CONTENT_LENGTH, PACKET_END_DEFAULT_CLOCK_TIMESTAMP,
                        PACKET_SEQUENCE_NUMBER, DISCARDED_EVENT_RECORD_COUNTER_SNAPSHOT ->
                    EnumSet.of(Scope.PACKET_CONTEXT);
                case DEFAULT_CLOCK_TIMESTAMP -> EnumSet.of(Scope.PACKET_CONTEXT, Scope.EVENT_RECORD_HEADER);
                case EVENT_RECORD_CLASS_ID -> EnumSet.of(Scope.EVENT_RECORD_HEADER);
            });
        }
        return scopes;
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the role of a name, when it is among these} */
    static java.util.Optional<Role> find(String name, Set<Role> among) {
        return among.stream().filter(role -> name(role).equals(name)).findAny();
    }

    static Set<Scope> scopes(Role role) {
        return SCOPES.getOrDefault(role, Set.of());
    }
}
