// long: the sample conversations, eight in each language
import type { Language, Level } from '@shouwen/api';

/** A sample request and how it goes. `{n}` stands for a number, different each time. */
export interface Story {
  type: string;
  category: string;
  importance: Level;
  urgency: Level;
  tags: string[];
  /** the team that finally solves it; null where it arrived */
  goesTo: string | null;
  subject: string;
  opening: string;
  question: string;
  reply: string;
  note: string;
  solution: string;
  refusal: string;
  second: string;
}

export const stories: Record<Language, Story[]> = {
  zh: [
    {
      type: 'problem',
      category: 'product.defect',
      importance: 'high',
      urgency: 'high',
      tags: ['空调', '维修'],
      goesTo: 'repair_zh',
      subject: '空调开机后不制冷',
      opening: '您好，家里的空调（订单 {n}）从昨晚开始不制冷，只有风，家里有老人和孩子，麻烦尽快安排。',
      question: '您好！很抱歉给您带来不便。请问空调面板上有没有显示错误代码？室外机风扇是否在转？',
      reply: '面板显示 E4，室外机没有声音。',
      note: '错误代码 E4：室外机通讯故障，需带主板上门。',
      solution: '师傅已上门更换室外机主板，试机制冷正常，保修期内免费。请您确认。',
      refusal: '晚上又跳停了，问题没有解决。',
      second: '师傅第二次上门，发现电源线接触不良，已更换并连续试机两小时，运行正常。',
    },
    {
      type: 'inquiry',
      category: 'operation.how_to',
      importance: 'normal',
      urgency: 'low',
      tags: ['扫地机器人'],
      goesTo: null,
      subject: '扫地机器人如何设置禁区',
      opening: '请问怎么在 App 里给扫地机器人设置禁区？我的型号是 R{n}。',
      question: '您好！请问您使用的 App 是 3.0 以上版本吗？',
      reply: '是 3.2 版本。',
      note: '新版入口在“地图—区域编辑”。',
      solution: '请打开“地图—区域编辑—添加禁区”，拖动红框后保存即可。图文说明已发到您的邮箱。',
      refusal: '保存以后机器人还是会进去。',
      second: '请先升级机器人固件到最新版本再保存一次；我们远程确认禁区已经生效。',
    },
    {
      type: 'complaint',
      category: 'product.delivery',
      importance: 'high',
      urgency: 'normal',
      tags: ['物流', '投诉'],
      goesTo: null,
      subject: '订单 {n} 承诺三天送达，一周还没到',
      opening: '下单时说三天送到，现在已经第七天了，打电话也没人给准信，非常不满意。',
      question: '非常抱歉让您久等。我马上联系仓库核实，今天 18 点前给您答复。请问收货电话还是原来的号码吗？',
      reply: '是原来的号码，希望这次说到做到。',
      note: '仓库漏发，已安排顺丰加急。',
      solution: '经核实是仓库漏发，已加急寄出，明天中午前送达，并为您补偿 50 元优惠券。再次向您致歉。',
      refusal: '明天中午没有送到。',
      second: '我亲自跟进了派送员，包裹已于今天 16:20 由您签收。感谢您的耐心。',
    },
    {
      type: 'request',
      category: 'service.appointment',
      importance: 'normal',
      urgency: 'normal',
      tags: ['安装'],
      goesTo: 'repair_zh',
      subject: '预约安装净水器',
      opening: '新买的净水器到货了，订单 {n}，想预约这周六上午上门安装。',
      question: '您好！请问厨房水槽下方是否预留了三通和电源插座？',
      reply: '有插座，三通没有。',
      note: '带三通阀与角阀。',
      solution:
        '已为您预约周六 9:30—11:00，师傅会自带三通阀，安装免费，辅材按价目表收取。安装已完成，请确认。',
      refusal: '接口处有一点滴水。',
      second: '师傅已重新上生料带并更换密封圈，观察半小时无渗漏。',
    },
    {
      type: 'inquiry',
      category: 'service.billing',
      importance: 'normal',
      urgency: 'normal',
      tags: ['发票'],
      goesTo: 'billing',
      subject: '申请补开增值税发票',
      opening: '订单 {n} 当时没有开票，现在公司需要增值税专用发票，可以补开吗？',
      question: '可以补开。请提供公司名称、税号和收票邮箱。',
      reply: '已经发到邮箱了，请查收。',
      note: '税号校验通过。',
      solution: '电子专票已开具并发送至您的邮箱，请查收。',
      refusal: '抬头少了“有限”两个字。',
      second: '已红冲并重新开具，抬头已更正，请您核对。',
    },
    {
      type: 'problem',
      category: 'operation.account',
      importance: 'normal',
      urgency: 'high',
      tags: ['账号'],
      goesTo: null,
      subject: 'App 收不到验证码',
      opening: '换了手机以后登录 App 一直收不到验证码，试了很多次，手机尾号 {n}。',
      question: '请问您是否开启了短信拦截？能否告诉我们最近一次尝试的时间？',
      reply: '没有拦截，十分钟前试过。',
      note: '号码携号转网，短信通道未更新。',
      solution: '您的号码办理过携号转网，我们已更新短信通道，请再试一次。',
      refusal: '还是收不到。',
      second: '已临时为您开通语音验证码，登录后请在设置里更新绑定。现在确认您已登录成功。',
    },
    {
      type: 'suggestion',
      category: 'product',
      importance: 'low',
      urgency: 'low',
      tags: ['建议'],
      goesTo: null,
      subject: '建议遥控器增加夜光按键',
      opening: '晚上开空调看不清遥控器，建议增加夜光按键，老人用起来也方便。',
      question: '感谢您的建议！请问您家使用的是哪一款遥控器？',
      reply: '白色长条的那款。',
      note: '与去年收到的建议相同，已累计九条。',
      solution: '您的建议已转给产品部，新款遥控器计划加入夜光按键。谢谢您！',
      refusal: '希望老款也能换购。',
      second: '产品部已同意老用户成本价换购，活动上线时会通知您。',
    },
    {
      type: 'problem',
      category: 'product.defect',
      importance: 'normal',
      urgency: 'normal',
      tags: ['洗衣机'],
      goesTo: 'repair_zh',
      subject: '洗衣机脱水时剧烈抖动',
      opening: '洗衣机脱水时抖得很厉害，会移位，买了不到三个月。',
      question: '请问运输螺栓是否已经拆除？地面是否平整？',
      reply: '螺栓拆了，地面是平的。',
      note: '可能减震器失效。',
      solution: '师傅上门调整底脚并更换减震器，脱水已平稳。',
      refusal: '洗被子的时候还是抖。',
      second: '已为您更换加强型减震器，并示范大件洗涤的摆放方法，现场试洗正常。',
    },
  ],
  en: [
    {
      type: 'problem',
      category: 'product.defect',
      importance: 'high',
      urgency: 'high',
      tags: ['heating'],
      goesTo: null,
      subject: 'Heat pump stopped overnight, error F{n}',
      opening:
        'Our heat pump stopped last night and the house is at 13 degrees. The display shows error F{n}. We have a baby here, please help quickly.',
      question:
        'I am sorry to hear that. Could you switch the unit off at the wall for five minutes and tell me whether the error comes back?',
      reply: 'It came back after two minutes.',
      note: 'Flow sensor, known batch. Engineer needs part 4411.',
      solution:
        'Our engineer replaced the flow sensor this morning under warranty and the unit has been heating normally since. Please confirm.',
      refusal: 'It stopped again at 3 am.',
      second:
        'The engineer came back with a new pump board; the unit ran overnight without a fault and we watched it remotely.',
    },
    {
      type: 'inquiry',
      category: 'operation.how_to',
      importance: 'normal',
      urgency: 'low',
      tags: ['app'],
      goesTo: null,
      subject: 'How do I share the app with my partner?',
      opening:
        'I would like my partner to control the lights too. Is there a way to share the home in the app? Serial LH-{n}.',
      question: 'Yes, there is. Does your partner already have an account of their own?',
      reply: 'Yes, with another mail address.',
      note: 'Sharing guide updated last month.',
      solution:
        'Open Home › Members › Invite and enter your partner’s address. The invitation is valid for seven days.',
      refusal: 'The invitation never arrived.',
      second:
        'It was held back by a mail filter. We sent it again from our other address, and your partner has now joined.',
    },
    {
      type: 'complaint',
      category: 'product.delivery',
      importance: 'high',
      urgency: 'normal',
      tags: ['delivery'],
      goesTo: null,
      subject: 'Order {n}: left in the rain, box soaked',
      opening:
        'Your driver left the parcel at the gate in pouring rain. The box is soaked and I had asked for delivery to the door. I am really disappointed.',
      question:
        'I am sorry, that should not have happened. Is the device itself dry? A photograph of the box would help our claim.',
      reply: 'The manual is wet, the lamp itself seems dry, but I would not dare plug it in.',
      note: 'Carrier claim opened.',
      solution:
        'A replacement leaves today for delivery to your door tomorrow between 9 and 12. The driver will take the damaged one back.',
      refusal: 'Nobody came.',
      second:
        'I followed it with the depot myself: delivered to you in person today at 10:40. Thank you for your patience.',
    },
    {
      type: 'inquiry',
      category: 'service.billing',
      importance: 'normal',
      urgency: 'normal',
      tags: ['invoice'],
      goesTo: 'billing',
      subject: 'Charged twice for order {n}',
      opening:
        'My bank shows two payments for the same order. Could you please check and refund one of them?',
      question:
        'Of course. Could you tell me the last four digits of the card and the dates of the two payments?',
      reply: 'It ends in 4410, both on the 3rd.',
      note: 'Second one is an authorisation, expires in 5 days.',
      solution:
        'The second payment was only reserved, never taken; we released it and your bank will show it within two working days.',
      refusal: 'It is still there after four days.',
      second: 'We sent your bank a written release; the amount is back on your account today.',
    },
    {
      type: 'request',
      category: 'service.appointment',
      importance: 'normal',
      urgency: 'normal',
      tags: ['installation'],
      goesTo: null,
      subject: 'Please move my installation date',
      opening:
        'I have an installation booked for Thursday but must be away. Could we move it to next week? Booking {n}.',
      question: 'No problem. Would Tuesday between 8 and 12, or Wednesday after 14:00, suit you?',
      reply: 'Wednesday after 14:00 please.',
      note: 'Slot moved in the installer calendar.',
      solution:
        'Moved to Wednesday, 14:00 to 16:00. You will get a text message when the installer sets off.',
      refusal: 'The text message still says Thursday.',
      second: 'That was the old reminder, now withdrawn. The installer came on Wednesday at 14:20 as agreed.',
    },
    {
      type: 'problem',
      category: 'operation.account',
      importance: 'normal',
      urgency: 'normal',
      tags: ['account'],
      goesTo: null,
      subject: 'Cannot sign in after changing my e-mail',
      opening:
        'I changed my e-mail address in the app and now I cannot sign in with either of them. Customer number {n}.',
      question: 'Did you open the confirmation link that went to the new address?',
      reply: 'No, I think I deleted it.',
      note: 'Pending address change, resend.',
      solution: 'I sent the confirmation again; once you open the link you can sign in with the new address.',
      refusal: 'The link says it has expired.',
      second:
        'The link had been opened twice. I confirmed the address on our side and you have signed in successfully.',
    },
    {
      type: 'suggestion',
      category: 'product',
      importance: 'low',
      urgency: 'low',
      tags: ['feedback'],
      goesTo: null,
      subject: 'A quieter start-up sound, please',
      opening:
        'The vacuum plays a very loud melody when it starts. Could this be made quieter, or switched off?',
      question: 'Thank you for the idea. Do you use the app, or only the buttons on the device?',
      reply: 'Only the buttons.',
      note: 'Seventh request this quarter.',
      solution:
        'Press and hold Home for three seconds: the melody is off. We passed your wish for a quieter one to the product team.',
      refusal: 'That did not work on mine.',
      second: 'Your model needs firmware 2.4 first. It is installed now and the sound is off.',
    },
    {
      type: 'problem',
      category: 'product.defect',
      importance: 'normal',
      urgency: 'normal',
      tags: ['kettle', 'warranty'],
      goesTo: null,
      subject: 'Kettle leaks at the base',
      opening: 'The kettle I bought three weeks ago leaks from underneath after boiling.',
      question:
        'Please stop using it for safety. Could you send us the serial number from the label under the base?',
      reply: 'KT-88231-B.',
      note: 'Recall batch, replace without return.',
      solution:
        'Your kettle is from a batch with a weak seal. A new one is on its way; there is no need to send the old one back.',
      refusal: 'The new one has arrived in the wrong colour.',
      second:
        'Sorry for the mix-up: the black one was delivered today, and please keep the white one for a colleague.',
    },
  ],
  es: [
    {
      type: 'problem',
      category: 'product.defect',
      importance: 'high',
      urgency: 'high',
      tags: ['frigorífico'],
      goesTo: null,
      subject: 'El frigorífico no enfría desde anoche',
      opening:
        'Buenos días: el frigorífico (pedido {n}) dejó de enfriar anoche y se me está estropeando la comida. Necesito una solución hoy.',
      question: 'Lamentamos mucho lo ocurrido. ¿Se enciende la luz interior? ¿Oye el motor en marcha?',
      reply: 'La luz sí, el motor no se oye.',
      note: 'Relé del compresor, lleva la pieza 2207.',
      solution:
        'El técnico ha cambiado el relé del compresor en garantía y la temperatura ya es de 4 °C. Confírmelo, por favor.',
      refusal: 'Esta mañana estaba otra vez a 12 grados.',
      second:
        'Hemos sustituido el compresor completo. Tras seis horas de control la temperatura se mantiene en 4 °C.',
    },
    {
      type: 'inquiry',
      category: 'operation.how_to',
      importance: 'normal',
      urgency: 'low',
      tags: ['aplicación'],
      goesTo: null,
      subject: '¿Cómo programo el riego por días?',
      opening:
        'Quiero que el riego funcione solo lunes, miércoles y viernes. No encuentro dónde se configura. Modelo G{n}.',
      question: '¿Podría decirnos qué versión de la aplicación tiene instalada?',
      reply: 'La 2.8.',
      note: 'Desde la 2.7 está en Rutinas.',
      solution:
        'Abra Rutinas › Riego › Días y marque los tres días. Recuerde pulsar Guardar arriba a la derecha.',
      refusal: 'No me aparece Rutinas.',
      second:
        'Faltaba activar el centro de control. Lo hemos hecho con usted por teléfono y ya riega los días elegidos.',
    },
    {
      type: 'complaint',
      category: 'service',
      importance: 'high',
      urgency: 'normal',
      tags: ['reclamación'],
      goesTo: null,
      subject: 'Reclamación: el técnico no se presentó',
      opening:
        'Pedí el día libre y el técnico no vino ni avisó (cita {n}). Presento una reclamación formal y espero una explicación.',
      question:
        'Le pedimos disculpas. Hoy mismo averiguamos qué pasó. ¿Le vendría bien mañana a primera hora?',
      reply: 'Mañana a las nueve, pero sin falta.',
      note: 'La ruta se cambió sin avisar al cliente.',
      solution:
        'La ruta se modificó sin avisarle, y es culpa nuestra. El técnico fue hoy a las 9:05 y le hemos abonado 30 € por las molestias.',
      refusal: 'El abono no ha llegado.',
      second: 'El abono se hizo ayer; le enviamos el justificante y nos confirma que ya lo ve en su cuenta.',
    },
    {
      type: 'inquiry',
      category: 'service.billing',
      importance: 'normal',
      urgency: 'normal',
      tags: ['factura'],
      goesTo: 'billing',
      subject: 'Necesito la factura del pedido {n}',
      opening:
        'Compré una campana extractora y no me ha llegado la factura. La necesito para la garantía del casero.',
      question: '¿A nombre de quién debe ir la factura, y con qué NIF?',
      reply: 'A nombre de la comunidad, el NIF va en el adjunto del pedido.',
      note: 'Datos fiscales comprobados.',
      solution:
        'Le hemos enviado la factura en PDF a su correo. Confírmenos, por favor, que todo es correcto.',
      refusal: 'El NIF tiene una cifra cambiada.',
      second: 'Factura rectificada y enviada. Disculpe el error.',
    },
    {
      type: 'request',
      category: 'service.appointment',
      importance: 'normal',
      urgency: 'normal',
      tags: ['instalación'],
      goesTo: null,
      subject: 'Cita para instalar la placa de inducción',
      opening:
        'Ya he recibido la placa (pedido {n}) y quisiera cita para la instalación, a ser posible por la tarde.',
      question: '¿Tiene la cocina una línea eléctrica de 32 A para la placa?',
      reply: 'Sí, lo confirmó el electricista.',
      note: 'Técnico con certificado.',
      solution: 'Instalada el jueves a las 17:00 y probada con usted. Confírmelo, por favor.',
      refusal: 'El fuego grande hace un zumbido.',
      second: 'Se ajustó la sujeción del inductor y ya no hace ruido a ninguna potencia.',
    },
    {
      type: 'problem',
      category: 'operation.account',
      importance: 'normal',
      urgency: 'high',
      tags: ['cuenta'],
      goesTo: null,
      subject: 'No puedo entrar en mi cuenta',
      opening:
        'La aplicación dice que mi contraseña no es válida y el correo de recuperación no llega. Cliente {n}.',
      question: '¿Ha mirado en la carpeta de correo no deseado? ¿Qué proveedor de correo utiliza?',
      reply: 'No está allí tampoco. Uso el correo de mi empresa.',
      note: 'El dominio bloquea nuestros envíos.',
      solution:
        'Le hemos enviado el enlace desde una dirección alternativa; con él puede poner una contraseña nueva.',
      refusal: 'El enlace da error.',
      second: 'El enlace se había cortado en dos líneas. Con el nuevo ya ha entrado sin problemas.',
    },
    {
      type: 'suggestion',
      category: 'product',
      importance: 'low',
      urgency: 'low',
      tags: ['sugerencia'],
      goesTo: null,
      subject: 'Sugerencia: manual en letra más grande',
      opening: 'Mi padre no puede leer el manual del termostato. ¿Podrían publicarlo en letra grande?',
      question: 'Gracias por la idea. ¿Le serviría un PDF ampliado para imprimir?',
      reply: 'Sí, perfecto.',
      note: 'Se repite cada mes, van cuatro.',
      solution: 'Le enviamos el PDF en letra grande, y lo publicaremos también en la web.',
      refusal: 'El PDF sale cortado al imprimir.',
      second: 'Lo hemos adaptado a A4 y se imprime completo. Gracias por avisar.',
    },
    {
      type: 'problem',
      category: 'product.defect',
      importance: 'normal',
      urgency: 'normal',
      tags: ['lavavajillas'],
      goesTo: null,
      subject: 'El lavavajillas deja restos en los vasos',
      opening: 'Desde hace diez días los vasos salen blanquecinos aunque uso sal y abrillantador.',
      question: '¿Sabe qué dureza tiene el agua de su zona y en qué nivel está el descalcificador?',
      reply: 'Está en el nivel 2.',
      note: 'Zona de agua dura: nivel 5.',
      solution:
        'Suba el descalcificador al nivel 5 y haga un ciclo en vacío. En tres lavados debería notarlo.',
      refusal: 'Después de cinco lavados siguen igual.',
      second: 'El técnico cambió la válvula del descalcificador; los vasos ya salen limpios.',
    },
  ],
};
