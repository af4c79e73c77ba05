import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from 'react';
import { Link } from 'wouter';
import styles from './Button.module.css';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

const classes = (kind: ButtonKind, small: boolean, extra?: string) =>
  [styles['button'], styles[kind], small ? styles['small'] : '', extra ?? ''].join(' ').trim();

interface Look {
  kind?: ButtonKind;
  small?: boolean;
}

export function Button({
  kind = 'secondary',
  small = false,
  className,
  type = 'button',
  ...rest
}: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type={type} className={classes(kind, small, className)} {...rest} />;
}

/** A place to go that looks like a button; `download` and other hosts need a plain anchor. */
export function LinkButton({
  kind = 'secondary',
  small = false,
  className,
  href,
  plain = false,
  ...rest
}: Look & { href: string; plain?: boolean } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const look = classes(kind, small, className);
  if (plain) return <a href={href} className={look} {...rest} />;
  return <Link href={href} className={look} {...rest} />;
}
