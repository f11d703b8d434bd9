package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import io.gyre.ctf.filter.EventFilter;
import io.gyre.ctf.filter.Expression.BinaryOperator;
import io.gyre.ctf.filter.FieldAccess;
import io.gyre.ctf.filter.GlobPattern;
import io.gyre.ctf.filter.Term;
import io.gyre.ctf.filter.Texts;
import io.gyre.ctf.model.StringEncoding;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;

/**
 * Writes code that works out a filter from the values in a sink's locals.
 *
 * <p>Wherever something may turn out undefined the code goes to {@code reject}, so that nothing may lie on the stack then: every
 * part is worked out into a local before it is pushed.
 */
final class ConditionWriter {
    private static final ClassDesc CD_TEXTS = Descriptors.of(Texts.class);
    private static final ClassDesc CD_PATTERN = Descriptors.of(GlobPattern.class);
    private static final MethodTypeDesc MTD_MATCHES = MethodTypeDesc.of(CD_boolean, Descriptors.CD_BYTES, CD_int,
            CD_int, Descriptors.CD_ENCODING, CD_PATTERN);
    private static final MethodTypeDesc MTD_SAME = MethodTypeDesc.of(CD_boolean, Descriptors.CD_BYTES, CD_int, CD_int,
            Descriptors.CD_ENCODING, CD_int, CD_int, Descriptors.CD_ENCODING);
    private static final MethodTypeDesc MTD_COMPARE = MethodTypeDesc.of(CD_int, CD_long, CD_long);
    private static final MethodTypeDesc MTD_ABS = MethodTypeDesc.of(CD_double, CD_double);

    private final CodeBuilder code;
    private final GeneratedClass owner;
    private final EventFilter filter;
    private final FilterSink fields;
    private final Label reject;

    ConditionWriter(CodeBuilder code, GeneratedClass owner, EventFilter filter, FilterSink fields, Label reject) {
        this.code = code;
        this.owner = owner;
        this.filter = filter;
        this.fields = fields;
        this.reject = reject;
    }

    /** Writes code that goes to {@code matched} or to {@code reject}. */
    void decide(EventFilter.Decision decision, Label matched) {
        switch (decision) {
            case EventFilter.Never _ -> code.goto_(reject);
            case EventFilter.Holds holds -> {
                jumpIfZero(holds.condition(), reject);
                code.goto_(matched);
            }
            case EventFilter.Choose choose -> {
                for (EventFilter.Entry entry : choose.entries()) {
                    Label other = code.newLabel();
                    fields.jumpIfAbsent(entry.access(), other);
                    decide(entry.decision(), matched);
                    code.labelBinding(other);
                }
                decide(choose.otherwise(), matched);
            }
        }
    }

    private void jumpIfZero(Term.Whole term, Label target) {
        switch (term) {
            case Term.Undefined _ -> code.goto_(reject);
            case Term.Both both -> {
                jumpIfZero(both.left(), target);
                jumpIfZero(both.right(), target);
            }
            case Term.Either either -> {
                Label holds = code.newLabel();
                prepare(either.left()).run();
                code.lconst_0().lcmp().ifne(holds);
                jumpIfZero(either.right(), target);
                code.labelBinding(holds);
            }
            case Term.Compared compared -> {
                Runnable left = prepare(compared.left());
                Runnable right = prepare(compared.right());
                left.run();
                right.run();
                code.lcmp();
                jumpUnless(compared.operator(), target);
            }
            case Term.ComparedReal compared -> {
                Runnable left = prepare(compared.left());
                Runnable right = prepare(compared.right());
                left.run();
                right.run();
                compareReals(compared.operator());
                jumpUnless(compared.operator(), target);
            }
            case Term.ComparedText compared -> {
                same(compared.left(), compared.right());
                jumpUnlessEqual(compared.operator(), target);
            }
            case Term.Matches matches -> {
                matches(matches.text(), matches.pattern());
                jumpUnlessEqual(matches.operator(), target);
            }
            case Term.NotReal not -> {
                prepare(not.operand()).run();
                code.dconst_0().dcmpl().ifne(target);
            }
            case Term.Truncated truncated -> {
                prepare(truncated.operand()).run();
                code.invokestatic(Descriptors.of(Math.class), "abs", MTD_ABS).dconst_1().dcmpg().iflt(target);
            }
            case Term.Not not -> {
                prepare(not.operand()).run();
                code.lconst_0().lcmp().ifne(target);
            }
            case Term.WholeValue _,Term.WholeField _,Term.Negated _,Term.Complemented _,Term.Bits _,Term.Shifted _ -> {
                prepare(term).run();
                code.lconst_0().lcmp().ifeq(target);
            }
        }
    }

    /** What is no number has to end up where the comparison does not hold. */
    private void compareReals(BinaryOperator operator) {
        if (operator == BinaryOperator.LESS || operator == BinaryOperator.AT_MOST) {
            code.dcmpg();
        } else {
            code.dcmpl();
        }
    }

    /** The order of two operands is on the stack, as an int. */
    private void jumpUnless(BinaryOperator operator, Label target) {
        switch (operator) {
            case EQUAL -> code.ifne(target);
            case UNEQUAL -> code.ifeq(target);
            case LESS -> code.ifge(target);
            case AT_MOST -> code.ifgt(target);
            case GREATER -> code.ifle(target);
            case AT_LEAST -> code.iflt(target);
            case OR, AND, BIT_OR, BIT_XOR, BIT_AND, SHIFT_LEFT, SHIFT_RIGHT ->
                throw new IllegalStateException("no comparison: " + operator);
        }
    }

    /** Whether two strings are equal is on the stack. */
    private void jumpUnlessEqual(BinaryOperator operator, Label target) {
        if (operator == BinaryOperator.EQUAL) {
            code.ifeq(target);
        } else {
            code.ifne(target);
        }
    }

    /** Writes what may go to {@code reject}. {@return what pushes the value, a long, once the stack may hold something} */
    private Runnable prepare(Term.Whole term) {
        return switch (term) {
            case Term.WholeValue value -> () -> code.loadConstant(value.value());
            case Term.WholeField field -> {
                fields.jumpIfAbsent(field.access(), reject);
                yield () -> fields.push(field.access());
            }
            case Term.Negated negated -> kept(prepare(negated.operand()), code::lneg);
            case Term.Complemented complemented -> kept(prepare(complemented.operand()),
                    () -> code.loadConstant(-1L).lxor());
            case Term.Bits bits -> {
                Runnable left = prepare(bits.left());
                Runnable right = prepare(bits.right());
                yield kept(left, () -> {
                    right.run();
                    combine(bits.operator());
                });
            }
            case Term.Shifted shifted -> shifted(shifted);
            case Term.Both both -> {
                int value = code.allocateLocal(TypeKind.LONG);
                Label zero = code.newLabel();
                code.lconst_0().lstore(value);
                jumpIfZero(both.left(), zero);
                prepare(both.right()).run();
                code.lstore(value).labelBinding(zero);
                yield () -> code.lload(value);
            }
            case Term.Either either -> {
                int value = code.allocateLocal(TypeKind.LONG);
                Label holds = code.newLabel();
                code.lconst_1().lstore(value);
                prepare(either.left()).run();
                code.lconst_0().lcmp().ifne(holds);
                prepare(either.right()).run();
                code.lstore(value).labelBinding(holds);
                yield () -> code.lload(value);
            }
            case Term.Undefined _,Term.Not _,Term.NotReal _,Term.Truncated _,Term.Compared _,Term.ComparedReal _,Term.ComparedText _,Term.Matches _ -> {
                int value = code.allocateLocal(TypeKind.LONG);
                Label zero = code.newLabel();
                code.lconst_0().lstore(value);
                jumpIfZero(term, zero);
                code.lconst_1().lstore(value).labelBinding(zero);
                yield () -> code.lload(value);
            }
        };
    }

    /** Works a long out into a local. */
    private Runnable kept(Runnable operand, Runnable operation) {
        int value = code.allocateLocal(TypeKind.LONG);
        operand.run();
        operation.run();
        code.lstore(value);
        return () -> code.lload(value);
    }

    private void combine(BinaryOperator operator) {
        switch (operator) {
            case BIT_AND -> code.land();
            case BIT_OR -> code.lor();
            case BIT_XOR -> code.lxor();
            case OR, AND, EQUAL, UNEQUAL, LESS, AT_MOST, GREATER, AT_LEAST, SHIFT_LEFT, SHIFT_RIGHT ->
                throw new IllegalStateException("not of bits: " + operator);
        }
    }

    private Runnable shifted(Term.Shifted shifted) {
        Runnable value = prepare(shifted.left());
        Runnable by = prepare(shifted.right());
        by.run();
        code.loadConstant(Long.SIZE - 1L).invokestatic(Descriptors.of(Long.class), "compareUnsigned", MTD_COMPARE)
                .ifgt(reject);
        return kept(value, () -> {
            by.run();
            code.l2i();
            if (shifted.operator() == BinaryOperator.SHIFT_LEFT) {
                code.lshl();
            } else {
                code.lushr();
            }
        });
    }

    /** As for integers; a double is pushed. */
    private Runnable prepare(Term.Real term) {
        return switch (term) {
            case Term.RealValue value -> () -> code.loadConstant(value.value());
            case Term.RealField field -> {
                fields.jumpIfAbsent(field.access(), reject);
                yield () -> fields.push(field.access());
            }
            case Term.RealOfWhole whole -> {
                Runnable operand = prepare(whole.operand());
                yield () -> {
                    operand.run();
                    code.l2d();
                };
            }
            case Term.NegatedReal negated -> {
                Runnable operand = prepare(negated.operand());
                yield () -> {
                    operand.run();
                    code.dneg();
                };
            }
        };
    }

    /** Pushes whether a string matches. */
    private void matches(Term.Text text, GlobPattern pattern) {
        switch (text) {
            case Term.TextValue value -> code.loadConstant(
                    pattern.matches(new String(value.pattern().bytes(), StandardCharsets.UTF_8)) ? 1 : 0);
            case Term.TextField field -> {
                fields.jumpIfAbsent(field.access(), reject);
                code.aload(Track.BUFFER);
                fields.push(field.access());
                encoding(field);
                owner.constant(code, pattern, CD_PATTERN);
                code.invokestatic(CD_TEXTS, "matches", MTD_MATCHES);
            }
        }
    }

    /** Pushes whether two strings are equal. */
    private void same(Term.Text left, Term.Text right) {
        if (left instanceof Term.TextField a && right instanceof Term.TextField b) {
            fields.jumpIfAbsent(a.access(), reject);
            fields.jumpIfAbsent(b.access(), reject);
            code.aload(Track.BUFFER);
            fields.push(a.access());
            encoding(a);
            fields.push(b.access());
            encoding(b);
            code.invokestatic(CD_TEXTS, "same", MTD_SAME);
        } else if (left instanceof Term.TextValue value) {
            matches(right, value.pattern());
        } else {
            matches(left, ((Term.TextValue) right).pattern());
        }
    }

    private void encoding(Term.TextField field) {
        StringEncoding encoding = ((FieldAccess.OfField) filter.accesses().get(field.access())).encoding();
        code.getstatic(Descriptors.CD_ENCODING, encoding.name(), Descriptors.CD_ENCODING);
    }
}
