package io.gyre.publisher.lttng;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One connection to the daemon's notifications of finished rotations; ends with the daemon. For one thread.
 *
 * <p>There is one condition per session name, no wildcard; the session need not exist yet. Subscribing alone brings nothing: the daemon
 * sends what a trigger says, so one is registered for each name.
 */
@SuppressWarnings("restricted") // native access is what this package is for
final class RotationChannel implements AutoCloseable {
    private static final int OK = 0;
    private static final int DROPPED = 1;
    private static final int INTERRUPTED = 2;
    /** Of lttng_register_trigger: the same trigger is there already, which is what was wanted. */
    private static final int ALREADY_REGISTERED = -126;
    /** Of lttng_notification_channel_subscribe. */
    private static final int ALREADY_SUBSCRIBED = -3;
    private static final int LOCAL = 1;
    private static final int RELAY = 2;
    private static final long MAX_TEXT = 8192;
    private static final int MAX_AT_ONCE = 1000;

    private final ControlLibrary library;
    private final MemorySegment channel;
    private final Set<String> subscribed = new HashSet<>();

    private RotationChannel(ControlLibrary library, MemorySegment channel) {
        this.library = library;
        this.channel = channel;
    }

    /**
     * A rotation that is done, or the news that some were not told.
     *
     * @param session its name; empty when not told
     * @param location where LTTng says that the chunk lies; a hint at best
     */
    record Notice(String session, long chunkId, String location) {
        static final Notice DROPPED = new Notice("", -1, "");
    }

    static RotationChannel connect(ControlLibrary library) throws LttngException {
        MemorySegment channel = Native.callPointer(library.channelCreate, library.notificationEndpoint());
        if (Native.isNull(channel)) {
            throw new LttngException("lttng_notification_channel_create", 0);
        }
        return new RotationChannel(library, channel);
    }

    /** Asks for the rotations of the sessions of this name, once. */
    void subscribe(String session) throws LttngException {
        if (subscribed.contains(session)) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment condition = Native.callPointer(library.rotationConditionCreate);
            MemorySegment action = Native.callPointer(library.notifyCreate);
            MemorySegment trigger = MemorySegment.NULL;
            try {
                check("lttng_condition_session_rotation_set_session_name",
                        Native.callInt(library.rotationConditionSetSession, condition, arena.allocateFrom(session)));
                trigger = Native.callPointer(library.triggerCreate, condition, action);
                if (Native.isNull(trigger)) {
                    throw new LttngException("lttng_trigger_create", 0);
                }
                int registered = Native.callInt(library.registerTrigger, trigger);
                if (registered < 0 && registered != ALREADY_REGISTERED) {
                    throw new LttngException("lttng_register_trigger for " + session, registered);
                }
                int result = Native.callInt(library.channelSubscribe, channel, condition);
                if (result != OK && result != ALREADY_SUBSCRIBED) {
                    throw new LttngException("lttng_notification_channel_subscribe to " + session, result);
                }
                subscribed.add(session);
            } finally {
                Native.callVoid(library.triggerDestroy, trigger);
                Native.callVoid(library.actionDestroy, action);
                Native.callVoid(library.conditionDestroy, condition);
            }
        }
    }

    /**
     * Hands over what has come; does not wait.
     *
     * @throws LttngException when the daemon is gone
     */
    void drain(Consumer<Notice> taker) throws LttngException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pending = arena.allocate(ValueLayout.JAVA_BYTE);
            MemorySegment place = arena.allocate(ValueLayout.ADDRESS);
            for (int i = 0; i < MAX_AT_ONCE; i++) {
                check("lttng_notification_channel_has_pending_notification",
                        Native.callInt(library.channelHasPending, channel, pending));
                if (pending.get(ValueLayout.JAVA_BYTE, 0) == 0) {
                    return;
                }
                int status = Native.callInt(library.channelNext, channel, place);
                switch (status) {
                    case OK -> take(place.get(ValueLayout.ADDRESS, 0), arena, taker);
                    case DROPPED -> taker.accept(Notice.DROPPED);
                    case INTERRUPTED -> {
                        return;
                    }
                    default -> throw new LttngException("lttng_notification_channel_get_next_notification", status);
                }
            }
        }
    }

    private void take(MemorySegment notification, Arena arena, Consumer<Notice> taker) {
        try {
            MemorySegment condition = Native.callPointer(library.notificationCondition, notification);
            MemorySegment evaluation = Native.callPointer(library.notificationEvaluation, notification);
            MemorySegment id = arena.allocate(ValueLayout.JAVA_LONG);
            boolean known = Native.callInt(library.evaluationId, evaluation, id) == OK;
            taker.accept(new Notice(text(library.rotationConditionGetSession, condition, arena).orElse(""),
                    known ? id.get(ValueLayout.JAVA_LONG, 0) : -1, location(evaluation, arena)));
        } finally {
            Native.callVoid(library.notificationDestroy, notification);
        }
    }

    private String location(MemorySegment evaluation, Arena arena) {
        MemorySegment place = arena.allocate(ValueLayout.ADDRESS);
        if (Native.callInt(library.evaluationLocation, evaluation, place) != OK) {
            return "";
        }
        MemorySegment location = place.get(ValueLayout.ADDRESS, 0);
        if (Native.isNull(location)) {
            return "";
        }
        return switch (Native.callInt(library.locationType, location)) {
            case LOCAL -> text(library.localPath, location, arena).orElse("");
            // In a session's first rotation LTTng 2.13 tells the session's folder only.
            case RELAY -> text(library.relayHost, location, arena).orElse("") + ":"
                    + text(library.relayPath, location, arena).orElse("");
            default -> "";
        };
    }

    /** Of a function that gives out a string which stays the object's. */
    private static Optional<String> text(MethodHandle getter, MemorySegment object, Arena arena) {
        MemorySegment place = arena.allocate(ValueLayout.ADDRESS);
        if (Native.callInt(getter, object, place) != OK) {
            return Optional.empty();
        }
        MemorySegment text = place.get(ValueLayout.ADDRESS, 0);
        return Native.isNull(text) ? Optional.empty() : Optional.of(text.reinterpret(MAX_TEXT).getString(0));
    }

    private static void check(String call, int result) throws LttngException {
        if (result != OK) {
            throw new LttngException(call, result);
        }
    }

    @Override
    public void close() {
        Native.callVoid(library.channelDestroy, channel);
    }
}
