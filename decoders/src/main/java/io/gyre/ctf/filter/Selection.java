package io.gyre.ctf.filter;

import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.StreamInfo;
import java.util.List;
import java.util.Optional;

/**
 * What of some traces a reader delivers. Whatever else they hold costs no more than has to be read to get past it: streams that are
 * not wanted, or none of whose event classes are, are not read at all.
 *
 * @param events patterns of event class names, one of which has to match; none for all classes
 * @param filter what events have to be like
 * @param streams patterns of stream names, such as {@code channel_0}; none for all streams
 */
public record Selection(List<GlobPattern> events, Optional<Filter> filter, List<GlobPattern> streams) {

    public static final Selection ALL = new Selection(List.of(), Optional.empty(), List.of());

    public Selection {
        events = List.copyOf(events);
        streams = List.copyOf(streams);
    }

    /** {@return this selection, of events whose class has one of some names} */
    public Selection withEvents(List<String> patterns) {
        return new Selection(patterns.stream().map(GlobPattern::of).toList(), filter, streams);
    }

    /** {@return this selection, of events that match a filter} */
    public Selection withFilter(Filter newFilter) {
        return new Selection(events, Optional.of(newFilter), streams);
    }

    /** {@return this selection, of streams with one of some names} */
    public Selection withStreams(List<String> patterns) {
        return new Selection(events, filter, patterns.stream().map(GlobPattern::of).toList());
    }

    public boolean isAll() {
        return equals(ALL);
    }

    public boolean wants(EventRecordClass eventClass) {
        return events.isEmpty() || events.stream().anyMatch(p -> p.matches(eventClass.name()));
    }

    /** {@return whether any event of a stream may be delivered} */
    public boolean wants(StreamInfo stream, StreamLayout layout) {
        if (!streams.isEmpty() && streams.stream().noneMatch(p -> p.matches(stream.name()))) {
            return false;
        }
        return isAll() || layout.streamClass().events().isEmpty() || layout.attachment(new Key(events, filter),
                Answer.class, () -> new Answer(wantsAny(layout))).wanted();
    }

    private record Key(List<GlobPattern> events, Optional<Filter> filter) {}

    private record Answer(boolean wanted) {}

    private boolean wantsAny(StreamLayout layout) {
        return layout.streamClass().events().values().stream()
                .anyMatch(event -> !(of(layout.event(event)) instanceof None));
    }

    /** What is wanted of the events of one class. */
    public sealed interface OfClass {}

    public record All() implements OfClass {}

    public record None() implements OfClass {}

    public record Some(EventFilter filter) implements OfClass {}

    /** {@return what is wanted of the events of one class} */
    public OfClass of(EventLayout event) {
        if (!wants(event.eventClass())) {
            return new None();
        }
        if (filter.isEmpty()) {
            return new All();
        }
        EventFilter bound = EventFilter.of(filter.get(), event);
        return bound.isNever() ? new None() : new Some(bound);
    }
}
