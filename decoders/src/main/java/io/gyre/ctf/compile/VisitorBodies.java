package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.interpret.InterpretedLoop;
import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.layout.ScopeLayout;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.EventLoop;
import io.gyre.ctf.read.FieldVisitor;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the reading of all fields for a visitor. There is one class per event class and class of visitors, so that each calls but
 * one kind of visitor, which the JIT compiler can inline.
 */
public final class VisitorBodies {
    private static final String VISITOR = "visitor";
    private static final MethodTypeDesc MTD_BEGIN_EVENT = MethodTypeDesc.of(CD_void, Descriptors.CD_STREAM_INFO,
            Descriptors.CD_PACKET_HEADER, Descriptors.CD_EVENT_CLASS, CD_long, CD_long);
    private static final MethodTypeDesc MTD_VISIT = MethodTypeDesc.of(CD_void, Descriptors.CD_CURSOR,
            Descriptors.CD_BYTES, CD_long, Descriptors.CD_VISITOR);

    private final StreamLayout layout;
    private final Set<Scope> scopes;
    private final Factory<EventPrologue> prologue;
    private final Map<Long, Factory<EventBody>> bodies = new ConcurrentHashMap<>();
    private final DirectLoops loops;

    private record Key(Class<?> visitor, Set<Scope> scopes) {}

    private VisitorBodies(StreamLayout layout, Set<Scope> scopes) {
        this.layout = layout;
        this.scopes = scopes;
        this.prologue = writePrologue();
        this.loops = new DirectLoops(layout);
    }

    /** {@return a reader that calls a visitor for all fields of the scopes it wants} */
    public static EventLoop loop(StreamLayout layout, FieldVisitor visitor) {
        return loop(layout, visitor, Selection.ALL);
    }

    /** {@return a reader that calls a visitor for the events selected} */
    public static EventLoop loop(StreamLayout layout, FieldVisitor visitor, Selection selection) {
        VisitorBodies compiled = of(layout, visitor);
        return FilterBodies.loop(layout, selection, compiled.loops, eventClass -> compiled.body(eventClass, visitor));
    }

    /** {@return what makes the readers of single event classes} */
    static Function<EventRecordClass, EventBody> bodies(StreamLayout layout, FieldVisitor visitor) {
        VisitorBodies compiled = of(layout, visitor);
        return eventClass -> compiled.body(eventClass, visitor);
    }

    private static VisitorBodies of(StreamLayout layout, FieldVisitor visitor) {
        Set<Scope> scopes = Set.copyOf(visitor.scopes());
        return layout.attachment(new Key(visitor.getClass(), scopes), VisitorBodies.class,
                () -> new VisitorBodies(layout, scopes));
    }

    private EventBody body(EventRecordClass eventClass, FieldVisitor visitor) {
        return bodies.computeIfAbsent(eventClass.id(), _ -> write(eventClass)).make(visitor);
    }

    private Factory<EventBody> write(EventRecordClass eventClass) {
        EventLayout event = layout.event(eventClass);
        var owner = new GeneratedClass(MethodHandles.lookup(), BodyWriter.className("Visit", eventClass.name()),
                EventBody.class);
        Factory<EventBody> compiled = owner.define(EventBody.class, builder -> {
            builder.withField(VISITOR, Descriptors.CD_VISITOR, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
            owner.constructor(builder, code -> code.aload(0).aload(1).iconst_0().aaload()
                    .checkcast(Descriptors.CD_VISITOR).putfield(owner.name(), VISITOR, Descriptors.CD_VISITOR));
            builder.withMethodBody("read", Descriptors.MTD_READ, ClassFile.ACC_PUBLIC,
                    code -> read(code, owner, event));
        });
        return compiled != null
                ? compiled
                : environment -> new InterpretedBody(new InterpretedLoop(layout, (FieldVisitor) environment[0]),
                        eventClass);
    }

    private void read(CodeBuilder code, GeneratedClass owner, EventLayout event) {
        int visitor = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(0).getfield(owner.name(), VISITOR, Descriptors.CD_VISITOR).astore(visitor);
        Track track = BodyWriter.track(code);
        code.aload(visitor);
        code.aload(Track.CURSOR).invokevirtual(Descriptors.CD_CURSOR, "stream",
                MethodTypeDesc.of(Descriptors.CD_STREAM_INFO));
        code.aload(Track.CURSOR).invokevirtual(Descriptors.CD_CURSOR, "header",
                MethodTypeDesc.of(Descriptors.CD_PACKET_HEADER));
        owner.constant(code, event.eventClass(), Descriptors.CD_EVENT_CLASS);
        code.lload(BodyWriter.CLOCK);
        BodyWriter.pushNanos(code, owner, layout);
        code.invokeinterface(Descriptors.CD_VISITOR, "beginEvent", MTD_BEGIN_EVENT);
        Label from = code.newBoundLabel();
        visitPrologue(code, owner, visitor);
        new FieldEmitter(code, owner, track, new SlotLocals(_ -> false),
                new VisitorSink(code, owner, visitor, scopes)).emit(event.instructions());
        code.aload(visitor).invokeinterface(Descriptors.CD_VISITOR, "endEvent", MethodTypeDesc.of(CD_void));
        Label to = code.newBoundLabel();
        BodyWriter.returnPosition(code, track);
        Label damage = code.newBoundLabel();
        code.exceptionCatch(from, to, damage, Descriptors.CD_DAMAGE);
        code.aload(visitor).invokeinterface(Descriptors.CD_VISITOR, "abortEvent", MethodTypeDesc.of(CD_void))
                .athrow();
    }

    private void visitPrologue(CodeBuilder code, GeneratedClass owner, int visitor) {
        EventPrologue shared = prologue.make();
        if (!(shared instanceof EventPrologue.Nothing)) {
            owner.constant(code, shared, Descriptors.CD_PROLOGUE);
            code.aload(Track.CURSOR).aload(Track.BUFFER).lload(BodyWriter.START).aload(visitor)
                    .invokevirtual(Descriptors.CD_PROLOGUE, "visit", MTD_VISIT);
        }
    }

    private Factory<EventPrologue> writePrologue() {
        Set<Scope> ahead = EnumSet.of(Scope.PACKET_HEADER, Scope.PACKET_CONTEXT, Scope.EVENT_RECORD_HEADER);
        ahead.retainAll(scopes);
        if (ahead.isEmpty()) {
            var nothing = new EventPrologue.Nothing();
            return _ -> nothing;
        }
        var owner = new GeneratedClass(MethodHandles.lookup(), "Prologue", EventPrologue.class);
        Factory<EventPrologue> compiled = owner.define(EventPrologue.class, builder -> {
            owner.constructor(builder, _ -> {});
            builder.withMethodBody("visit", MTD_VISIT, ClassFile.ACC_PUBLIC, code -> visit(code, owner, ahead));
        });
        EventPrologue shared = compiled == null ? new InterpretedPrologue(layout, ahead) : compiled.make();
        return _ -> shared;
    }

    /** {@code visit(cursor, buffer, start, visitor)}. */
    private void visit(CodeBuilder code, GeneratedClass owner, Set<Scope> ahead) {
        int position = code.allocateLocal(TypeKind.LONG);
        int end = code.allocateLocal(TypeKind.LONG);
        code.aload(Track.CURSOR).invokevirtual(Descriptors.CD_CURSOR, "end", MethodTypeDesc.of(CD_long)).lstore(end);
        var slots = new SlotLocals(_ -> false);
        if (ahead.contains(Scope.PACKET_HEADER) || ahead.contains(Scope.PACKET_CONTEXT)) {
            code.aload(Track.CURSOR).invokevirtual(Descriptors.CD_CURSOR, "start", MethodTypeDesc.of(CD_long))
                    .lstore(position);
            var track = new Track(code, position, end);
            emit(code, owner, track, slots, layout.packetHeader());
            emit(code, owner, track, slots, layout.packetContext());
        }
        if (ahead.contains(Scope.EVENT_RECORD_HEADER)) {
            code.lload(BodyWriter.START).lstore(position);
            emit(code, owner, new Track(code, position, end), slots, layout.eventHeader());
        }
        code.return_();
    }

    private void emit(CodeBuilder code, GeneratedClass owner, Track track, SlotLocals slots,
            @Nullable ScopeLayout scope) {
        List<Instruction> instructions = scope == null ? List.of() : scope.instructions();
        new FieldEmitter(code, owner, track, slots, new VisitorSink(code, owner, BodyWriter.POSITION, scopes))
                .emit(instructions);
    }
}
