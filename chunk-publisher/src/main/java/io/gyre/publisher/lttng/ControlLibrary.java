package io.gyre.publisher.lttng;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The functions of {@code liblttng-ctl.so.0} that Gyre calls, and those of the C library that go with them. Thread-safe where the library is. */
@SuppressWarnings("restricted") // native access is what this package is for
final class ControlLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLibrary.class);
    private static final String NAME = "liblttng-ctl.so.0";
    private static final MemoryLayout POINTER = ValueLayout.ADDRESS;
    private static final MemoryLayout INT = ValueLayout.JAVA_INT;

    private final SymbolLookup library;
    final MethodHandle listSessions;
    final MethodHandle rotationConditionCreate;
    final MethodHandle rotationConditionSetSession;
    final MethodHandle rotationConditionGetSession;
    final MethodHandle conditionDestroy;
    final MethodHandle notifyCreate;
    final MethodHandle actionDestroy;
    final MethodHandle triggerCreate;
    final MethodHandle triggerDestroy;
    final MethodHandle registerTrigger;
    final MethodHandle channelCreate;
    final MethodHandle channelDestroy;
    final MethodHandle channelSubscribe;
    final MethodHandle channelHasPending;
    final MethodHandle channelNext;
    final MethodHandle notificationDestroy;
    final MethodHandle notificationCondition;
    final MethodHandle notificationEvaluation;
    final MethodHandle evaluationId;
    final MethodHandle evaluationLocation;
    final MethodHandle locationType;
    final MethodHandle localPath;
    final MethodHandle relayHost;
    final MethodHandle relayPath;
    final MethodHandle free;
    private final MemorySegment notificationEndpoint;

    private ControlLibrary(SymbolLookup library) {
        this.library = library;
        listSessions = function("lttng_list_sessions", INT, POINTER);
        rotationConditionCreate = function("lttng_condition_session_rotation_completed_create", POINTER);
        rotationConditionSetSession = function("lttng_condition_session_rotation_set_session_name", INT, POINTER,
                POINTER);
        rotationConditionGetSession = function("lttng_condition_session_rotation_get_session_name", INT, POINTER,
                POINTER);
        conditionDestroy = procedure("lttng_condition_destroy");
        notifyCreate = function("lttng_action_notify_create", POINTER);
        actionDestroy = procedure("lttng_action_destroy");
        triggerCreate = function("lttng_trigger_create", POINTER, POINTER, POINTER);
        triggerDestroy = procedure("lttng_trigger_destroy");
        registerTrigger = function("lttng_register_trigger", INT, POINTER);
        channelCreate = function("lttng_notification_channel_create", POINTER, POINTER);
        channelDestroy = procedure("lttng_notification_channel_destroy");
        channelSubscribe = function("lttng_notification_channel_subscribe", INT, POINTER, POINTER);
        channelHasPending = function("lttng_notification_channel_has_pending_notification", INT, POINTER, POINTER);
        channelNext = function("lttng_notification_channel_get_next_notification", INT, POINTER, POINTER);
        notificationDestroy = procedure("lttng_notification_destroy");
        notificationCondition = function("lttng_notification_get_condition", POINTER, POINTER);
        notificationEvaluation = function("lttng_notification_get_evaluation", POINTER, POINTER);
        evaluationId = function("lttng_evaluation_session_rotation_get_id", INT, POINTER, POINTER);
        evaluationLocation = function("lttng_evaluation_session_rotation_completed_get_location", INT, POINTER,
                POINTER);
        locationType = function("lttng_trace_archive_location_get_type", INT, POINTER);
        localPath = function("lttng_trace_archive_location_local_get_absolute_path", INT, POINTER, POINTER);
        relayHost = function("lttng_trace_archive_location_relay_get_host", INT, POINTER, POINTER);
        relayPath = function("lttng_trace_archive_location_relay_get_relative_path", INT, POINTER, POINTER);
        // A pointer to what the library takes for the daemon's notification socket.
        notificationEndpoint = library.findOrThrow("lttng_session_daemon_notification_endpoint")
                .reinterpret(ValueLayout.ADDRESS.byteSize()).get(ValueLayout.ADDRESS, 0);
        free = Linker.nativeLinker().downcallHandle(Linker.nativeLinker().defaultLookup().findOrThrow("free"),
                FunctionDescriptor.ofVoid(POINTER));
    }

    /** {@return the library, if it is installed and has all that is called} */
    static Optional<ControlLibrary> load() {
        try {
            return Optional.of(new ControlLibrary(SymbolLookup.libraryLookup(NAME, Arena.global())));
        } catch (IllegalArgumentException e) {
            LOG.debug("{} is not installed: {}", NAME, e.getMessage());
        } catch (NoSuchElementException | IllegalCallerException e) {
            LOG.info("{} cannot be used; chunks are found by their folders alone: {}", NAME, e.getMessage());
        }
        return Optional.empty();
    }

    MemorySegment notificationEndpoint() {
        return notificationEndpoint;
    }

    private MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name),
                FunctionDescriptor.of(result, arguments));
    }

    private MethodHandle procedure(String name) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), FunctionDescriptor.ofVoid(POINTER));
    }
}
