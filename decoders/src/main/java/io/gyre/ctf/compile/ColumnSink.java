package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import io.gyre.ctf.column.BytesColumn;
import io.gyre.ctf.column.Column;
import io.gyre.ctf.column.DoubleColumn;
import io.gyre.ctf.column.LongColumn;
import io.gyre.ctf.read.FieldNode;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Puts values into columns, which are in fields of the body. */
final class ColumnSink implements FieldSink {
    private static final MethodTypeDesc MTD_LONGS = MethodTypeDesc.of(Descriptors.CD_LONGS);
    private static final MethodTypeDesc MTD_DOUBLES = MethodTypeDesc.of(ConstantDescs.CD_double.arrayType());
    private static final MethodTypeDesc MTD_ADD_LONG = MethodTypeDesc.of(CD_void, CD_long);
    private static final MethodTypeDesc MTD_ADD_DOUBLE = MethodTypeDesc.of(CD_void, CD_double);
    private static final MethodTypeDesc MTD_ADD_BYTES = MethodTypeDesc.of(CD_void, Descriptors.CD_BYTES, CD_int,
            CD_int);

    private final CodeBuilder code;
    private final ClassDesc owner;
    private final int row;
    private final List<Column> columns;
    private final Map<FieldNode, Integer> numbers = new HashMap<>();
    private final Set<FieldNode> entered = new HashSet<>();

    /** @param row the local that holds the row's number */
    ColumnSink(CodeBuilder code, ClassDesc owner, int row, List<Column> columns) {
        this.code = code;
        this.owner = owner;
        this.row = row;
        this.columns = columns;
        for (int i = 0; i < columns.size(); i++) {
            numbers.put(columns.get(i).node(), i);
            for (FieldNode node = columns.get(i).node(); node != null; node = node.parent()) {
                entered.add(node);
            }
        }
    }

    /** {@return the name of the field that holds a column} */
    static String field(int number) {
        return "column" + number;
    }

    static ClassDesc type(Column column) {
        return Descriptors.of(switch (column) {
            case LongColumn _ -> LongColumn.class;
            case DoubleColumn _ -> DoubleColumn.class;
            case BytesColumn _ -> BytesColumn.class;
        });
    }

    private Column column(FieldNode node) {
        return columns.get(Objects.requireNonNull(numbers.get(node)));
    }

    @Override
    public boolean wants(FieldNode node) {
        return numbers.containsKey(node);
    }

    @Override
    public boolean wantsElements(FieldNode array) {
        return entered.contains(array);
    }

    @Override
    public void beforeValue(FieldNode node) {
        Column column = column(node);
        code.aload(0).getfield(owner, field(Objects.requireNonNull(numbers.get(node))), type(column));
        if (column.shape() == Column.Shape.SINGLE && !(column instanceof BytesColumn)) {
            code.invokevirtual(type(column), "values", column instanceof LongColumn ? MTD_LONGS : MTD_DOUBLES)
                    .iload(row);
        }
    }

    @Override
    public void integer(FieldNode node) {
        if (column(node).shape() == Column.Shape.SINGLE) {
            code.lastore();
        } else {
            code.invokevirtual(type(column(node)), "add", MTD_ADD_LONG);
        }
    }

    @Override
    public void bool(FieldNode node) {
        Track.toBoolean(code);
        code.i2l();
        integer(node);
    }

    @Override
    public void floatingPoint(FieldNode node) {
        if (column(node).shape() == Column.Shape.SINGLE) {
            code.dastore();
        } else {
            code.invokevirtual(type(column(node)), "add", MTD_ADD_DOUBLE);
        }
    }

    @Override
    public void string(FieldNode node) {
        code.invokevirtual(type(column(node)), "add", MTD_ADD_BYTES);
    }

    @Override
    public void blob(FieldNode node) {
        string(node);
    }
}
