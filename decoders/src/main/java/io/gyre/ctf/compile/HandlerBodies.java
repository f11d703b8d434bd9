package io.gyre.ctf.compile;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.bind.BindException;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.EventLoop;
import io.gyre.ctf.read.PacketCursor;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Compiles the calls of handlers. What is compiled serves all handlers of the same classes. */
final class HandlerBodies {
    private final StreamLayout layout;
    private final Map<Long, Binding> bindings = new HashMap<>();
    private final Map<Long, Maker> bodies = new ConcurrentHashMap<>();
    private final DirectLoops loops;

    private record Key(List<Class<?>> handlers) {}

    /** Makes bodies that call the given handlers. */
    @FunctionalInterface
    private interface Maker {
        EventBody make(HandlerSet handlers);
    }

    private HandlerBodies(StreamLayout layout, List<HandlerMethod> methods) {
        this.layout = layout;
        this.loops = new DirectLoops(layout);
        layout.streamClass().events().forEach(
                (id, event) -> bindings.put(id, Binding.of(event, layout.streamClass(), methods)));
    }

    /**
     * {@return a reader that calls handlers}
     *
     * @throws BindException when a method asks for what an event of the stream class has not
     */
    static EventLoop loop(StreamLayout layout, HandlerSet handlers, Selection selection) {
        HandlerBodies compiled = layout.attachment(new Key(handlers.classes()), HandlerBodies.class,
                () -> new HandlerBodies(layout, handlers.methods()));
        return FilterBodies.loop(layout, selection,
                WatchBodies.loops(layout, compiled.loops, handlers.classes(), handlers.watches()),
                WatchBodies.after(eventClass -> compiled.body(eventClass, handlers), layout, handlers.watches()));
    }

    private EventBody body(EventRecordClass eventClass, HandlerSet handlers) {
        return bodies.computeIfAbsent(eventClass.id(), _ -> write(eventClass)).make(handlers);
    }

    private Maker write(EventRecordClass eventClass) {
        Binding binding = Objects.requireNonNull(bindings.get(eventClass.id()));
        EventLayout event = layout.event(eventClass);
        if (binding.calls().isEmpty()) {
            OptionalLong bits = event.fixedBits();
            if (bits.isPresent()) {
                var skip = new EventBody.FixedSkip(bits.getAsLong());
                return _ -> skip;
            }
            return one(new HandlerGroup(MethodHandles.lookup(), List.of()), event);
        }
        return HandlerGroup.of(binding.calls()).stream().map(group -> one(group, event))
                .reduce((first, second) -> handlers -> new Chain(first.make(handlers), second.make(handlers)))
                .orElseThrow();
    }

    private Maker one(HandlerGroup group, EventLayout event) {
        String prefix = group.calls().isEmpty() ? "Skip" : "Call";
        var owner = new GeneratedClass(group.host(), BodyWriter.className(prefix, event.eventClass().name()),
                EventBody.class);
        Factory<EventBody> compiled = owner.define(EventBody.class, builder -> members(builder, owner, group, event));
        return compiled != null
                ? handlers -> compiled.make(handlers.objects())
                : handlers -> new InterpretedBody(handlers.interpreted(layout, group.calls()), event.eventClass());
    }

    /** Names the fields that hold the reusable {@link io.gyre.ctf.bind.Text}s. */
    static final class Texts {
        private final List<Argument> known = new ArrayList<>();

        private record Argument(Binding.Call call, int index) {}

        String field(Binding.Call call, int index) {
            var argument = new Argument(call, index);
            if (!known.contains(argument)) {
                known.add(argument);
            }
            return "text" + known.indexOf(argument);
        }

        int count() {
            return known.size();
        }
    }

    private void members(ClassBuilder builder, GeneratedClass owner, HandlerGroup group, EventLayout event) {
        var texts = new Texts();
        builder.withMethodBody("read", Descriptors.MTD_READ, ClassFile.ACC_PUBLIC,
                code -> read(code, owner, group, event, texts));
        for (int i = 0; i < group.calls().size(); i++) {
            builder.withField("handler" + i, handlerType(group, i), ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
        }
        for (int i = 0; i < texts.count(); i++) {
            builder.withField("text" + i, Descriptors.CD_TEXT, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
        }
        owner.constructor(builder, code -> {
            for (int i = 0; i < group.calls().size(); i++) {
                ClassDesc type = handlerType(group, i);
                code.aload(0).aload(1).loadConstant(group.calls().get(i).method().handler()).aaload().checkcast(type)
                        .putfield(owner.name(), "handler" + i, type);
            }
            for (int i = 0; i < texts.count(); i++) {
                code.aload(0).new_(Descriptors.CD_TEXT).dup()
                        .invokespecial(Descriptors.CD_TEXT, ConstantDescs.INIT_NAME,
                                MethodTypeDesc.of(ConstantDescs.CD_void))
                        .putfield(owner.name(), "text" + i, Descriptors.CD_TEXT);
            }
        });
    }

    private static ClassDesc handlerType(HandlerGroup group, int call) {
        return Descriptors.of(group.calls().get(call).method().method().getDeclaringClass());
    }

    private void read(CodeBuilder code, GeneratedClass owner, HandlerGroup group, EventLayout event, Texts texts) {
        Track track = BodyWriter.track(code);
        var sink = new HandlerSink(code, owner, layout, event, group.calls());
        new FieldEmitter(code, owner, track, new SlotLocals(_ -> false), sink).emit(event.instructions());
        for (int i = 0; i < group.calls().size(); i++) {
            sink.call(group.calls().get(i), "handler" + i, texts);
        }
        BodyWriter.returnPosition(code, track);
    }

    /** Two bodies for one event, of handlers that no single class can call. */
    private static final class Chain extends EventBody {
        private final EventBody first;
        private final EventBody second;

        Chain(EventBody first, EventBody second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public long read(PacketCursor cursor, byte[] buffer, long start, long position, long clock)
                throws DataStreamException {
            long end = first.read(cursor, buffer, start, position, clock);
            long same = second.read(cursor, buffer, start, position, clock);
            assert end == same;
            return end;
        }
    }
}
