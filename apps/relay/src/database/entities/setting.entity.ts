import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the relay must remember about itself, such as a proof of the encryption key. */
@Entity('settings')
export class SettingEntity {
  @PrimaryColumn('text')
  name: string;

  @Column('text')
  value: string;
}
