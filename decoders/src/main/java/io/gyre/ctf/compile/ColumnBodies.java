package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import io.gyre.ctf.column.Column;
import io.gyre.ctf.column.ColumnBatches;
import io.gyre.ctf.column.ColumnChoice;
import io.gyre.ctf.column.ColumnTable;
import io.gyre.ctf.column.ColumnVisitor;
import io.gyre.ctf.filter.Selection;
import io.gyre.ctf.interpret.InterpretedLoop;
import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.EventLoop;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compiles the filling of columns: a class for each event class, which stores every field where it belongs. */
public final class ColumnBodies {
    private static final String TABLE = "table";
    private static final ClassDesc CD_TABLE = Descriptors.of(ColumnTable.class);
    private static final MethodTypeDesc MTD_INT = MethodTypeDesc.of(CD_int);
    private static final MethodTypeDesc MTD_END_ROW = MethodTypeDesc.of(CD_void, CD_long, CD_long, CD_int);

    private final StreamLayout layout;
    private final Map<Long, Maker> makers = new ConcurrentHashMap<>();
    private final DirectLoops loops;

    private record Key(ColumnChoice choice) {}

    @FunctionalInterface
    private interface Maker {
        EventBody make(ColumnBatches batches, ColumnTable table);
    }

    private ColumnBodies(StreamLayout layout) {
        this.layout = layout;
        this.loops = new DirectLoops(layout);
    }

    /** {@return a reader that fills the tables of the event classes selected} */
    public static EventLoop loop(StreamLayout layout, ColumnBatches batches, Selection selection) {
        ColumnBodies compiled = layout.attachment(new Key(batches.choice()), ColumnBodies.class,
                () -> new ColumnBodies(layout));
        return FilterBodies.loop(layout, selection, compiled.loops, eventClass -> compiled.body(eventClass, batches));
    }

    private EventBody body(EventRecordClass eventClass, ColumnBatches batches) {
        ColumnTable table = batches.table(layout, eventClass);
        return makers.computeIfAbsent(eventClass.id(), _ -> write(eventClass, table.columns())).make(batches, table);
    }

    /** @param columns of some table; those of all tables are alike */
    private Maker write(EventRecordClass eventClass, List<Column> columns) {
        EventLayout event = layout.event(eventClass);
        var owner = new GeneratedClass(MethodHandles.lookup(), BodyWriter.className("Columns", eventClass.name()),
                EventBody.class);
        Factory<EventBody> compiled = owner.define(EventBody.class, builder -> {
            members(builder, owner, columns);
            builder.withMethodBody("read", Descriptors.MTD_READ, ClassFile.ACC_PUBLIC,
                    code -> read(code, owner, event, columns));
        });
        return compiled != null
                ? (_, table) -> compiled.make(environment(table))
                : (batches, _) -> new InterpretedBody(
                        new InterpretedLoop(layout, new ColumnVisitor(layout, batches)), eventClass);
    }

    private static Object[] environment(ColumnTable table) {
        var objects = new ArrayList<Object>();
        objects.add(table);
        objects.addAll(table.columns());
        return objects.toArray();
    }

    private static void members(ClassBuilder builder, GeneratedClass owner, List<Column> columns) {
        int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL;
        builder.withField(TABLE, CD_TABLE, flags);
        for (int i = 0; i < columns.size(); i++) {
            builder.withField(ColumnSink.field(i), ColumnSink.type(columns.get(i)), flags);
        }
        owner.constructor(builder, code -> {
            code.aload(0).aload(1).iconst_0().aaload().checkcast(CD_TABLE).putfield(owner.name(), TABLE, CD_TABLE);
            for (int i = 0; i < columns.size(); i++) {
                ClassDesc type = ColumnSink.type(columns.get(i));
                code.aload(0).aload(1).loadConstant(i + 1).aaload().checkcast(type).putfield(owner.name(),
                        ColumnSink.field(i), type);
            }
        });
    }

    private void read(CodeBuilder code, GeneratedClass owner, EventLayout event, List<Column> columns) {
        int table = code.allocateLocal(TypeKind.REFERENCE);
        int row = code.allocateLocal(TypeKind.INT);
        code.aload(0).getfield(owner.name(), TABLE, CD_TABLE).astore(table);
        Label from = code.newBoundLabel(); // an event without fields has nothing to read, and no range of code may be empty
        code.aload(table).invokevirtual(CD_TABLE, "rows", MTD_INT).istore(row);
        Track track = BodyWriter.track(code);
        new FieldEmitter(code, owner, track, new SlotLocals(_ -> false),
                new ColumnSink(code, owner.name(), row, columns)).emit(event.instructions());
        Label to = code.newBoundLabel();
        code.aload(table).lload(BodyWriter.CLOCK);
        BodyWriter.pushNanos(code, owner, layout);
        code.aload(Track.CURSOR).invokevirtual(Descriptors.CD_CURSOR, "cpu", MTD_INT)
                .invokevirtual(CD_TABLE, "endRow", MTD_END_ROW);
        BodyWriter.returnPosition(code, track);
        Label damage = code.newLabel();
        code.exceptionCatch(from, to, damage, Descriptors.CD_DAMAGE);
        code.labelBinding(damage).aload(table).invokevirtual(CD_TABLE, "abortRow", MethodTypeDesc.of(CD_void))
                .athrow();
    }
}
