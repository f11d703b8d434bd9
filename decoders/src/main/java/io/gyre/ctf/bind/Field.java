package io.gyre.ctf.bind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field of the event's payload: {@code a}; {@code a.b} within a structure; {@code a[2]} an element of an array of fixed length whose
 * elements are integers of whole bytes. Parameter types: int, long, double, boolean, {@link Text}, String.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Field {
    String value();

    /** {@return whether a class without this field is an error when binding; otherwise the parameter is 0, false or empty} */
    boolean required() default true;
}
